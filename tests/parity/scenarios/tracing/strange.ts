import { scenario, wait } from '../../support/scenario.ts'

export default scenario('strange requests are as they were', {
  page: { config: { tracing_headers: ['events.shop.example'] } },
  steps: [
    wait('1s'),
    () => fetch('http://').catch((error) => error.name),
    () => (fetch as any)(),
    () => fetch('https://events.shop.example/ingest/a', { headers: { 'bad header': 'x' } }),
    () => (fetch as any)('https://events.shop.example/ingest/b', 'no object'),
    () => fetch('https://events.shop.example/ingest/c', { get method(): string { throw new Error('no method') } }),
    () => new XMLHttpRequest().open('GET', 'http://'),
    () => (XMLHttpRequest.prototype.open as any).call({}, 'GET', '/'),
    wait('1s'),
  ],
})
