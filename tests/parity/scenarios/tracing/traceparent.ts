import { scenario, wait } from '../../support/scenario.ts'

export default scenario('traceparent for the targets, unless the page has set its own', {
  page: {
    config: { trace_propagation_targets: ['EVENTS.shop.example', 'https://one.shop.example:443/', 'http://two.shop.example'] },
    after: () => {
      // Made by chance, so only its form is looked at.
      const under = window.fetch
      ;(window as any).formOf = (value: string | null) => value && value.replace(/[0-9a-f]/g, 'x')
      void under
    },
  },
  steps: [
    wait('1s'),
    () => {
      const seen = (window as any).formOf
      const under = XMLHttpRequest.prototype.setRequestHeader
      XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
        note('set', name, seen(value))
        return under.call(this, name, 'seen')
      }
      const send = (url: string, own: boolean) =>
        new Promise((done) => {
          const request = new XMLHttpRequest()
          request.open('GET', url)
          if (own) request.setRequestHeader('TraceParent', 'own')
          request.onloadend = () => done(request.status)
          request.send()
        })
      return Promise.all([
        send('https://events.shop.example/ingest/a', false),
        send('https://events.shop.example/ingest/b', true),
        send('https://one.shop.example/ingest/c', false),
        send('https://two.shop.example/ingest/d', false),
      ])
    },
    () => fetch('https://events.shop.example/ingest/e', { headers: { traceparent: 'own' } }),
    wait('1s'),
  ],
})
