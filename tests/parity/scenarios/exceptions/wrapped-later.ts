import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('others put their handlers around the SDK’s', {
  page: { config: { capture_exceptions: true }, html: `<button id="a" onclick="throw new Error('thrown')">a</button>` },
  steps: [
    wait('1s'),
    () => {
      const inner = window.onerror as (...words: unknown[]) => unknown
      window.onerror = (...words) => {
        note('around it', words[0])
        return inner(...words)
      }
    },
    click('#a'),
    () => posthog.stopExceptionAutocapture(),
    click('#a'),
    () => posthog.startExceptionAutocapture(),
    click('#a'),
    wait('4s'),
  ],
})
