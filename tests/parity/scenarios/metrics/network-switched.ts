import { scenario, wait } from '../../support/scenario.ts'

export default scenario('measuring requests is switched on and off, and leaves what was there', {
  page: {
    config: { metrics: { flushIntervalMs: 1000 } },
    before: () => {
      ;(window as any).natives = [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send]
    },
  },
  steps: [
    wait('1s'),
    () => fetch('https://events.shop.example/ingest/off').then((answer) => answer.status),
    () => posthog.set_config({ metrics: { flushIntervalMs: 1000, network: true } }),
    wait('1s'),
    () => fetch('https://events.shop.example/ingest/on').then((answer) => answer.status),
    wait('2s'),
    () => posthog.set_config({ metrics: { flushIntervalMs: 1000, network: false } }),
    () => fetch('https://events.shop.example/ingest/off').then((answer) => answer.status),
    () => [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send].map((now, index) => now === (window as any).natives[index]),
    () => posthog.capture('x') !== undefined,
    wait('4s'),
  ],
})
