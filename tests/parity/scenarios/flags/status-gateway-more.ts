import { FLAGS, ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a reload while a retry waits', {
  page: { config: ON },
  steps: [...loads(), reply(FLAGS, { status: 502, times: 1, body: '' }), wait('300ms'), () => posthog.identify('user-1'), wait('4s')],
})
