import { dated } from '../../support/dated.ts'

export default dated('latest')
