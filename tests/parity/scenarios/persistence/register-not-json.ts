import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('super properties that JSON has no word for', {
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ when: new Date(0), f: () => 1, nan: NaN, list: [undefined, 1] }),
    () => posthog.capture('at once'),
    wait('4s'),
    open('/two'),
    wait('1s'),
    () => posthog.capture('on the next page'),
    wait('4s'),
  ],
})
