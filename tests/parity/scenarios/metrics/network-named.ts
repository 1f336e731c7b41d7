import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('requests are measured under names and with attributes of the page\'s', {
  page: {
    config: {
      metrics: {
        flushIntervalMs: 1000,
        network: {
          name: ({ url, method }: any) => {
            note('asked', url, method)
            if (/throws/.test(url)) throw new Error('no')
            return /secret/.test(url) ? undefined : 'requests'
          },
          attributes: ({ url }: any, { status, durationMs }: any) => ({ area: url.split('/')[4], status: String(status), took: typeof durationMs, 'url.template': 'hidden' }),
        },
      },
    },
  },
  steps: [
    wait('1s'),
    reply(/cut/, { drop: true }),
    () => fetch('https://events.shop.example/ingest/a').then((answer) => answer.status),
    () => fetch('https://events.shop.example/ingest/secret').then((answer) => answer.status),
    () => fetch('https://events.shop.example/ingest/throws').then((answer) => answer.status),
    () => fetch('https://events.shop.example/ingest/cut').catch(() => 'failed'),
    wait('2s'),
    () => posthog.set_config({ metrics: { flushIntervalMs: 1000, network: { name: 'fixed' } } }),
    () => fetch('https://events.shop.example/ingest/b').then((answer) => answer.status),
    wait('2s'),
  ],
})
