import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a Request of the page keeps all that it is', {
  page: { config: { tracing_headers: ['events.shop.example'] } },
  steps: [
    wait('1s'),
    async () => {
      const request = new Request('https://events.shop.example/ingest/a', { method: 'PUT', headers: { 'x-own': '1' }, body: 'sent' })
      await fetch(request)
      return [request.headers.has('x-posthog-session-id'), request.bodyUsed]
    },
    () => fetch(new Request('https://events.shop.example/ingest/b', { headers: { 'x-own': '1' } }), { headers: { 'x-mine': '2' } }),
    () => fetch('https://events.shop.example/ingest/c', new Request('https://events.shop.example/ingest/z', { method: 'DELETE', headers: { 'x-own': '3' } })),
    () => {
      class Init {
        get method() {
          return 'POST'
        }
        get body() {
          return 'from a class'
        }
      }
      return fetch('https://events.shop.example/ingest/d', new Init())
    },
    () => {
      const control = new AbortController()
      control.abort()
      return fetch('https://events.shop.example/ingest/e', { signal: control.signal })
    },
    () => fetch('https://events.shop.example/ingest/f', Object.freeze({ method: 'POST', body: new URLSearchParams({ a: '1' }) })),
    wait('1s'),
  ],
})
