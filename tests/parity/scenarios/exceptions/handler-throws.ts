import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page’s own handler throws', {
  page: {
    config: { capture_exceptions: true },
    before: () => {
      let once = true
      window.onerror = (message) => {
        note('onerror', message)
        if (once) {
          once = false
          throw new Error('of the handler')
        }
      }
    },
    html: `<button id="a" onclick="throw new Error('thrown')">a</button>`,
  },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
