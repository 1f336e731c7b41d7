import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options that are no object, or of the wrong kind', {
  steps: [
    wait('1s'),
    () => posthog.capture('null', {}, null),
    () => posthog.capture('text', {}, 'abc'),
    () => posthog.capture('true', {}, true),
    () => posthog.capture('kinds', {}, { $set: 'x', $set_once: 7, uuid: 'no uuid', transport: 'pigeon', send_instantly: 'yes' }),
    wait('4s'),
  ],
})
