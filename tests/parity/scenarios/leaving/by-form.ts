import { click, enter, open, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('a form that is sent by the keyboard', {
  page: {
    html: '<form id="search" action="/found"><input id="q" name="q"></form>',
    after: () => {
      addEventListener('submit', () => posthog.capture('searched'))
    },
  },
  steps: [open('/one'), wait('4s'), click('#q'), type('shoes'), enter, wait('4s'), () => location.href],
})
