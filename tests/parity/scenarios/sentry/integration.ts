import { scenario, wait } from '../../support/scenario.ts'

export default scenario('beside Sentry', {
  steps: [
    wait('1s'),
    () => {
      const frames = [
        { filename: 'https://www.shop.example/a.js', function: 'f', in_app: true, lineno: 1, colno: 2 },
        { filename: 'https://www.shop.example/b.js', function: 'g', in_app: true, lineno: 3, colno: 4, platform: 'javascript' },
      ]
      const event = (more: object): object => ({
        event_id: 'e1',
        level: 'error',
        exception: { values: [{ type: 'TypeError', value: 'x', stacktrace: { frames }, mechanism: { type: 'onerror', handled: false } }, { type: 'Error', value: 'cause' }] },
        ...more,
      })
      const { name, processEvent } = posthog.sentryIntegration({ organization: 'shop', projectId: 7 })
      return [
        name,
        processEvent(event({ tags: { own: 'tag' } })),
        processEvent(event({ level: 'warning' })),
        processEvent(event({ exception: undefined, message: 'only words' })),
        processEvent(event({ exception: { values: [] } })),
      ]
    },
    () => posthog.sentryIntegration({ severityAllowList: '*', prefix: 'https://sentry.shop.example/', organization: 'o', projectId: 'p' }).processEvent({ event_id: 'e2', level: 'info', message: 'm' }),
    () => posthog.sentryIntegration({ severityAllowList: ['fatal', 'info'], organization: 'no project' }).processEvent({ event_id: 'e3', level: 'info', message: 'm', tags: null }),
    () => posthog.sentryIntegration({ sendExceptionsToPostHog: false }).processEvent({ event_id: 'e4', level: 'error', message: 'not sent' }),
    () => posthog.sentryIntegration().processEvent({ level: 'error', message: 'no id' }),
    wait('4s'),
  ],
})
