import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page has handlers of its own', {
  page: {
    config: { capture_exceptions: { capture_unhandled_errors: true, capture_unhandled_rejections: true, capture_console_errors: true } },
    before: () => {
      window.onerror = (...words) => {
        note('onerror', ...words)
        return true
      }
      window.onunhandledrejection = (event) => {
        note('onunhandledrejection', event.type)
      }
    },
    html: `<button id="a" onclick="throw new Error('thrown')">a</button><button id="b" onclick="Promise.reject('rejected')">b</button>`,
  },
  steps: [
    wait('1s'),
    click('#a'),
    click('#b'),
    () => [(window.onerror as any).__POSTHOG_INSTRUMENTED__, (window.onunhandledrejection as any).__POSTHOG_INSTRUMENTED__, (console.error as any).__POSTHOG_INSTRUMENTED__],
    () => posthog.stopExceptionAutocapture(),
    () => [(window.onerror as any).__POSTHOG_INSTRUMENTED__, (window.onunhandledrejection as any).__POSTHOG_INSTRUMENTED__, (console.error as any).__POSTHOG_INSTRUMENTED__],
    click('#a'),
    click('#b'),
    wait('4s'),
  ],
})
