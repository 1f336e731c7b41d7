import { scenario, wait } from '../../support/scenario.ts'

export default scenario('XMLHttpRequest carries who it is too', {
  page: { config: { tracing_headers: ['events.shop.example'] } },
  steps: [
    wait('1s'),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('POST', 'https://events.shop.example/ingest/a')
        request.setRequestHeader('x-own', '1')
        request.onloadend = () => done([request.status, request.readyState])
        request.send('body')
      }),
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest()
        request.open('GET', 'https://other.shop.example/ingest/b', true)
        request.onloadend = () => done(request.status)
        request.send()
      }),
    wait('1s'),
  ],
})
