import { dated } from '../../support/dated.ts'

export default dated('2030-01-01')
