import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what is not wanted is not taken from Sentry either', {
  page: {
    before: () => {
      ;(window as any)._posthogReleaseId = 'release-7'
    },
  },
  steps: [
    wait('1s'),
    () => {
      const { processEvent } = posthog.sentryIntegration()
      const of = (value: string, ...files: string[]): void => {
        const frames = files.map((filename) => ({ filename, function: 'f', in_app: true, lineno: 1, colno: 2 }))
        processEvent({ event_id: value, level: 'error', exception: { values: [{ type: 'Error', value, stacktrace: { frames } }] } })
      }
      of('an extension', 'https://www.shop.example/a.js', 'chrome-extension://abc/x.js')
      of('No response from target', 'webkit-masked-url://hidden/')
      of('No response from target', 'webkit-masked-url://hidden/', 'https://www.shop.example/a.js')
      of('the SDK', 'https://www.shop.example/a.js', 'https://us-assets.i.posthog.com/static/array.js')
      of('the page', 'https://us-assets.i.posthog.com/static/array.js', 'https://www.shop.example/a.js')
    },
    wait('4s'),
  ],
})
