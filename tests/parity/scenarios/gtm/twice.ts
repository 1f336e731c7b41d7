import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a tag that fires twice starts one instance', {
  page: { by: 'snippet', config: { capture_pageview: true } },
  steps: [
    wait('1s'),
    () => {
      const first = [...document.scripts].find((script) => script.text.includes('people.set_once'))
      const again = document.createElement('script')
      again.text = first?.text ?? ''
      document.head.append(again)
    },
    wait('1s'),
    () => posthog.capture('x').event,
    wait('4s'),
  ],
})
