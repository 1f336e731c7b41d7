import { follow, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a real click on a link, and what was captured in the same tick', {
  page: {
    html: '<p><a id="on" href="/two">go on</a></p>',
    after: () => {
      addEventListener('click', () => posthog.capture('clicked', { on: location.pathname }))
    },
  },
  steps: [open('/one'), wait('4s'), follow('#on'), wait('4s'), () => location.pathname],
})
