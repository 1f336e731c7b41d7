import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('nothing stored either before somebody agrees', {
  page: { config: { opt_out_capturing_by_default: true, opt_out_persistence_by_default: true } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ a: 1 }),
    () => [Object.keys(localStorage), document.cookie],
    () => posthog.opt_in_capturing(),
    () => [Object.keys(localStorage).sort(), document.cookie.length > 10],
    wait('4s'),
    open('/two'),
    () => posthog.get_property('a'),
    () => posthog.opt_out_capturing(),
    () => [Object.keys(localStorage), document.cookie],
    wait('4s'),
  ],
})
