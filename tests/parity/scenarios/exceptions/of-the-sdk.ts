import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('errors of PostHog’s own script', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const of = (stack: string) => posthog.captureException(Object.assign(new Error('x'), { stack }))?.event
      ;(window as any).of = of
      return [
        of('Error: x\n    at a (https://us-assets.i.posthog.com/static/array.js:1:2)\n    at b (https://www.shop.example/a.js:1:2)'),
        of('Error: x\n    at b (https://www.shop.example/a.js:1:2)\n    at a (https://us-assets.i.posthog.com/static/array.js:1:2)'),
      ]
    },
    () => posthog.set_config({ error_tracking: { __capturePostHogExceptions: true } }),
    () => (window as any).of('Error: x\n    at a (https://us-assets.i.posthog.com/static/array.js:1:2)'),
    wait('4s'),
  ],
})
