import { scenario, wait, wheel } from '../../support/scenario.ts'

export default scenario('switched off and on', {
  page: { config: { disable_scroll_properties: true }, html: '<div style="height:3000px">long</div>' },
  steps: [
    wait('1s'),
    wheel(900),
    wait('1s'),
    () => posthog.capture('$pageview'),
    () => posthog.set_config({ disable_scroll_properties: false }),
    wait('1s'),
    wheel(100),
    wait('1s'),
    () => posthog.capture('$pageview'),
    wait('4s'),
  ],
})
