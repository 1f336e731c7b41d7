import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a device id of the page\'s own, and a distinct id brought along', {
  page: { config: { ...ON, bootstrap: { distinctID: 'user-7', isIdentifiedID: true }, get_device_id: () => 'device-7' } },
  steps: [...loads(), wait('1s')],
})
