import { READY, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('errors of browser extensions', {
  page: { config: { capture_exceptions: READY, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/config$/, { body: { hasFeatureFlags: false, errorTracking: { captureExtensionExceptions: true } } }),
    () => {
      const of = (stack: string, message = 'x') => posthog.captureException(Object.assign(new Error(message), { stack }))?.properties.$exception_list[0].stacktrace.frames.length
      ;(window as any).of = of
      return [
        of('Error: x\n    at a (chrome-extension://abcdef/content.js:1:2)\n    at b (https://www.shop.example/a.js:1:2)'),
        of('a@moz-extension://abcdef/content.js:1:2\nb@https://www.shop.example/a.js:1:2'),
        of('a@safari-web-extension://abcdef/content.js:1:2'),
        of('Error: x\n    at b (https://www.shop.example/a.js:1:2)\n    at c (https://www.shop.example/chrome-extension://a.js:1:2)'),
        of('a@webkit-masked-url://hidden/:1:2'),
        of('a@webkit-masked-url://hidden/:1:2', 'No response from target'),
        of('a@webkit-masked-url://hidden/:1:2', 'undefined is not an object (isolatedAPI.contexts.topHostname)'),
        of('a@webkit-masked-url://hidden/:1:2\nb@https://www.shop.example/a.js:1:2', 'No response from target'),
        of('Error: x\n    at b (https://www.shop.example/a.js:1:2)', "Can't find variable: __firefox__"),
        of('Error: x\n    at b (https://www.shop.example/a.js:1:2)', 'a "quoted" __gCrWeb thing'),
      ]
    },
    wait('1s'),
    () => (window as any).of('Error: x\n    at a (chrome-extension://abcdef/content.js:1:2)'),
    () => posthog.set_config({ error_tracking: { captureExtensionExceptions: false } }),
    () => (window as any).of('Error: x\n    at a (chrome-extension://abcdef/content.js:1:2)'),
    () => posthog.captureException(new Error('what was dropped')),
    wait('4s'),
  ],
})
