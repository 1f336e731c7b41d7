import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the file is put in twice, and the first instance stays', {
  page: { by: 'snippet', config: { capture_pageview: true } },
  steps: [
    wait('1s'),
    () => {
      ;(window as any).first = posthog
      const script = document.createElement('script')
      script.src = (document.getElementById('sdk') as HTMLScriptElement).src
      return new Promise((done) => {
        script.onload = () => done((window as any).first === posthog)
        document.head.append(script)
      })
    },
    () => posthog.capture('x').event,
    wait('4s'),
  ],
})
