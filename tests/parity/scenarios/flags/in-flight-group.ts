import { CONFIG, FLAGS, ON, OTHERS, SOME, told } from '../../support/flags.ts'
import { letGo, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a group while flags are on their way', {
  page: { config: ON },
  steps: [
    reply(CONFIG, { body: { hasFeatureFlags: true } }),
    reply(FLAGS, { body: told(OTHERS) }),
    reply(FLAGS, { times: 1, hang: true, body: told(SOME) }),
    wait('1s'),
    () => posthog.group('company', 'acme', { name: 'Acme' }),
    wait('1s'),
    letGo(FLAGS),
    wait('4s'),
  ],
})
