import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the model of the device is not asked for', {
  visitor: { model: 'Pixel 8' },
  page: { config: { disableDeviceModel: true } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
