import { scenario, wait } from '../../support/scenario.ts'

export default scenario('who is nobody has no id to send', {
  page: { config: { cookieless_mode: 'always', tracing_headers: ['events.shop.example'] } },
  steps: [wait('1s'), () => fetch('https://events.shop.example/ingest/a'), wait('4s')],
})
