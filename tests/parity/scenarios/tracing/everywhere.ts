import { scenario, wait } from '../../support/scenario.ts'

export default scenario('true means every host, and the SDK is none of the page', {
  page: { config: { __add_tracing_headers: true } },
  steps: [
    wait('1s'),
    () => fetch('https://one.shop.example/ingest/a', {}),
    () => fetch('/ingest/b'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
