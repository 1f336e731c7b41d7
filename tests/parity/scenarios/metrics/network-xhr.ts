import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('how long XMLHttpRequests take', {
  page: { config: { metrics: { network: true, flushIntervalMs: 1000 } } },
  steps: [
    wait('1s'),
    reply(/missing/, { status: 404 }),
    reply(/broken/, { status: 503 }),
    reply(/cut/, { drop: true }),
    reply(/stream/, { headers: { 'content-type': 'Text/Event-Stream; charset=utf-8' }, body: 'data: 1' }),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('GET', 'https://events.shop.example/ingest/users/12345')
        request.addEventListener('loadend', () => done(request.status))
        request.send()
      }),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('delete', 'https://events.shop.example/ingest/missing')
        request.addEventListener('loadend', () => done(request.status))
        request.send()
      }),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('POST', 'https://events.shop.example/ingest/broken')
        request.addEventListener('loadend', () => done(request.status))
        request.send()
      }),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('GET', 'https://events.shop.example/ingest/cut')
        request.addEventListener('loadend', () => done(request.status))
        request.send()
      }),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('GET', 'https://events.shop.example/ingest/stream')
        request.addEventListener('loadend', () => done(request.status))
        request.send()
      }),
    wait('2s'),
  ],
})
