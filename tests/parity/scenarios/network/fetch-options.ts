import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options for fetch', {
  page: { config: { fetch_options: { cache: 'no-store', next_options: { revalidate: 60 }, keepalive: false } } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
