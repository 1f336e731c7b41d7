import { dated } from '../../support/dated.ts'

export default dated('2026-08-30')
