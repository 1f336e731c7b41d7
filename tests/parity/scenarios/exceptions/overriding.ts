import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('own properties win', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => posthog.captureException(new Error('x'), { $exception_level: 'fatal', $exception_list: [{ type: 'Own', value: 'list' }] }),
    () => void posthog.captureException(new Error('y'), { $exception_steps: null, long: 'l'.repeat(70_000), nested: { when: new Date(0), big: 1n, un: undefined }, error: new Error('inside') }),
    () => posthog.captureException('z', { $release_id: 'own', $current_url: 'https://elsewhere.example/' }),
    wait('4s'),
  ],
})
