import { scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('onSessionId, at once, at a change, and no more', {
  steps: [
    wait('1s'),
    () => {
      ;(window as any).stop = posthog.onSessionId((...all: unknown[]) => note('session', ...all))
    },
    () => posthog.resetSessionId?.(),
    sleep('31m'),
    () => posthog.capture('next'),
    () => (window as any).stop(),
    sleep('31m'),
    () => posthog.capture('next'),
    wait('4s'),
  ],
})
