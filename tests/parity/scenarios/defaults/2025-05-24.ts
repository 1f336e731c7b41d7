import { dated } from '../../support/dated.ts'

export default dated('2025-05-24')
