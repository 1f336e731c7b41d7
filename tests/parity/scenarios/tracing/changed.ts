import { scenario, wait } from '../../support/scenario.ts'

export default scenario('hosts come and go with the options, by the old name too', {
  page: { config: { addTracingHeaders: ['events.shop.example'] } },
  steps: [
    wait('1s'),
    () => fetch('https://events.shop.example/ingest/a'),
    () => posthog.set_config({ tracing_headers: ['one.shop.example'] }),
    () => fetch('https://events.shop.example/ingest/b'),
    () => fetch('https://one.shop.example/ingest/c'),
    () => posthog.set_config({ tracing_headers: [] }),
    () => fetch('https://one.shop.example/ingest/d'),
    () => posthog.set_config({ tracing_headers: ['one.shop.example'] }),
    () => fetch('https://one.shop.example/ingest/e'),
    wait('1s'),
  ],
})
