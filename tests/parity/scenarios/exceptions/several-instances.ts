import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('two instances watch', {
  page: {
    config: { capture_exceptions: true },
    after: () => {
      posthog.init('phc_second', { ...posthog.config, capture_exceptions: { capture_unhandled_errors: true }, persistence_name: 'second' }, 'second')
    },
    html: `<button id="a" onclick="throw new Error('thrown')">a</button>`,
  },
  steps: [wait('1s'), click('#a'), () => posthog.second.captureException(new Error('by hand')), () => posthog.stopExceptionAutocapture(), click('#a'), wait('4s')],
})
