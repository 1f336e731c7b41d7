import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('personal data in addresses', {
  page: { config: { mask_personal_data_properties: true, custom_personal_data_properties: ['coupon'] } },
  steps: [
    open('/?gclid=secret&fbclid=secret&utm_source=ok&coupon=secret&page=2#frag'),
    wait('1s'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
