import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('debugging, by option, by call, by address', {
  steps: [
    open('/?__posthog_debug=true'),
    () => [posthog.config.debug, localStorage.ph_debug],
    () => posthog.debug(false),
    () => [posthog.config.debug, localStorage.ph_debug],
    () => posthog.debug(),
    () => [posthog.config.debug, localStorage.ph_debug],
    () => posthog.debug(false),
    wait('4s'),
    open('/two', { config: { debug: true } }),
    () => [posthog.config.debug, localStorage.ph_debug],
    () => posthog.debug(false),
    wait('4s'),
  ],
})
