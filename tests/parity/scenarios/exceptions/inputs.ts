import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('everything that can be thrown and is no error', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const things: unknown[] = ['plain words', '', 'TypeError: no', 'Uncaught RangeError: far', 'uncaught exception: odd', 'Error: ', 'two\nlines', 'error: small']
      for (const thing of things) posthog.captureException(thing)
    },
    () => {
      for (const thing of [0, -1.5, true, null, undefined, NaN, 12n, Symbol('s'), function named() {}]) posthog.captureException(thing)
    },
    () => posthog.captureException(() => 1),
    () => posthog.captureException(),
    wait('4s'),
  ],
})
