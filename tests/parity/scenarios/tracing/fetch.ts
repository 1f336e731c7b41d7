import { scenario, wait } from '../../support/scenario.ts'

export default scenario('requests of the page to a host that is named carry who it is', {
  page: { config: { tracing_headers: ['api.example.herokuapp.com', 'events.shop.example'] } },
  steps: [
    wait('1s'),
    () => fetch('https://events.shop.example/ingest/a'),
    () => fetch('https://events.shop.example/ingest/b', { method: 'POST', headers: { 'x-own': '1' }, body: 'text' }),
    () => fetch(new URL('https://events.shop.example/ingest/c?x=1'), { headers: [['x-own', '2']] }).then((answer) => answer.status),
    () => fetch('https://other.shop.example/ingest/d').then((answer) => answer.status),
    () => posthog.identify('user-1'),
    () => fetch('https://events.shop.example/ingest/e'),
    wait('4s'),
  ],
})
