import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('every campaign parameter once there is one', {
  steps: [
    open('/?utm_source=news&utm_medium=mail&utm_campaign=spring&utm_content=a&utm_term=b&gclid=1&msclkid=2&li_fat_id=3&rdt_cid=4&_kx=5&sccid=6'),
    wait('1s'),
    () => posthog.capture('x'),
    wait('4s'),
    open('/later'),
    wait('1s'),
    () => posthog.capture('y'),
    wait('4s'),
    open('/?utm_source=second'),
    wait('4s'),
  ],
})
