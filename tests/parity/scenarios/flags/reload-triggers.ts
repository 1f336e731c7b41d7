import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what makes flags be asked for anew, and what does not', {
  page: { config: { ...ON, capture_pageview: true } },
  steps: [
    ...loads(),
    wait('4s'),
    () => posthog.capture('plain'),
    wait('100ms'),
    () => posthog.capture('sets', { $set: { a: 1 } }),
    wait('100ms'),
    () => posthog.capture('sets by options', {}, { $set: { b: 1 } }),
    wait('100ms'),
    () => posthog.capture('sets nothing', { $set: {} }),
    wait('100ms'),
    () => posthog.capture('sets once', { $set_once: { c: 1 } }),
    wait('100ms'),
    () => posthog.register({ d: 1 }),
    wait('100ms'),
    () => posthog.alias('other-name'),
    wait('100ms'),
    () => posthog.setPersonProperties({ e: 1 }),
    wait('100ms'),
    () => posthog.setPersonProperties({ e: 1 }),
    wait('100ms'),
    () => posthog.setPersonProperties(undefined, { f: 1 }),
    wait('100ms'),
    () => posthog.createPersonProfile(),
    wait('4s'),
  ],
})
