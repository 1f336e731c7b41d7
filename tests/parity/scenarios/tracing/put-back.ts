import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what was patched is put back, under what others have put over it too', {
  page: {
    config: {},
    before: () => {
      ;(window as any).natives = [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, XMLHttpRequest.prototype.setRequestHeader]
    },
  },
  steps: [
    wait('1s'),
    () => posthog.set_config({ tracing_headers: ['events.shop.example'] }),
    () => (window as any).natives[0] === fetch,
    () => posthog.set_config({ tracing_headers: [] }),
    () => {
      const { open, send, setRequestHeader } = XMLHttpRequest.prototype
      return [fetch, open, send, setRequestHeader].map((now, index) => now === (window as any).natives[index])
    },
    () => posthog.set_config({ tracing_headers: ['events.shop.example'] }),
    () => {
      const under = window.fetch
      window.fetch = (...all) => {
        note('wrapped', String(all[0]))
        return under(...all)
      }
    },
    () => fetch('https://events.shop.example/ingest/a'),
    () => posthog.set_config({ tracing_headers: [] }),
    () => fetch('https://events.shop.example/ingest/b'),
    wait('1s'),
  ],
})
