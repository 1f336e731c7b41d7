import { scenario, wait } from '../../support/scenario.ts'

export default scenario('Sentry’s older form', {
  page: { config: { ui_host: 'https://eu.posthog.com/' } },
  steps: [
    wait('1s'),
    () => {
      const integration = new posthog.SentryIntegration(posthog, 'shop', 7, undefined, ['error', 'fatal'])
      let processor: any
      integration.setupOnce((add: any) => (processor = add))
      return [integration.name, processor({ event_id: 'e1', level: 'fatal', message: 'm' }), processor({ event_id: 'e2', level: 'info', message: 'm' })]
    },
    () => {
      let processor: any
      new posthog.SentryIntegration(posthog, undefined, undefined, undefined, undefined, false).setupOnce((add: any) => (processor = add))
      return processor({ event_id: 'e3', level: 'error', message: 'not sent' })
    },
    wait('4s'),
  ],
})
