import { dated } from '../../support/dated.ts'

export default dated('2025-11-30')
