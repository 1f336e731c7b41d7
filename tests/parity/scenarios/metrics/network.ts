import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('how long requests of the page take', {
  page: { config: { metrics: { network: true, flushIntervalMs: 1000 } } },
  steps: [
    wait('1s'),
    reply(/missing/, { status: 404 }),
    reply(/broken/, { status: 503 }),
    reply(/cut/, { drop: true }),
    reply(/stream/, { headers: { 'content-type': 'Text/Event-Stream; charset=utf-8' }, body: 'data: 1' }),
    () => fetch('https://events.shop.example/ingest/users/12345/orders/3f2a9c41-1b2c?x=1#y').then((answer) => answer.status),
    () => fetch('https://events.shop.example/ingest/deadbeef/abcdefgh/a1/7', { method: 'post', body: 'x' }).then((answer) => answer.status),
    () => fetch(new Request('https://other.shop.example/ingest/missing', { method: 'PUT' })).then((answer) => answer.status),
    () => fetch(new URL('https://events.shop.example/ingest/broken'), { method: 'PATCH' }).then((answer) => answer.status),
    () => fetch('https://events.shop.example/ingest/cut').catch(() => 'failed'),
    () => fetch('https://events.shop.example/ingest/purge', { method: 'PURGE' }).then((answer) => answer.status, () => 'refused'),
    () => fetch('https://events.shop.example/ingest/stream').then((answer) => answer.status),
    () => fetch('data:text/plain,hello').then((answer) => answer.status),
    () => fetch('http://[').catch(() => 'no address'),
    wait('2s'),
  ],
})
