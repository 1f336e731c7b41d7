import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('how far a page was scrolled', {
  page: { html: '<div style="height: 3000px">long</div>' },
  steps: [
    wait('1s'),
    () => window.scrollTo(0, 900),
    () => window.dispatchEvent(new Event('scroll')),
    wait('1s'),
    () => window.scrollTo(0, 200),
    () => window.dispatchEvent(new Event('scroll')),
    wait('1s'),
    () => posthog.capture('$pageview'),
    wait('4s'),
    leave,
  ],
})
