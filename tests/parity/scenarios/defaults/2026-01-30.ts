import { dated } from '../../support/dated.ts'

export default dated('2026-01-30')
