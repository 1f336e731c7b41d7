import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('where PostHog\'s own hosts are written to', {
  steps: [
    ...['https://us.i.posthog.com', 'https://app.posthog.com', 'https://eu.posthog.com/', 'https://us-assets.i.posthog.com', ' https://eu.i.posthog.com '].flatMap((host) => [
      open('/', { config: { api_host: host, persistence: 'memory' } }),
      () => posthog.capture('x', {}, { send_instantly: true }),
      wait('4s'),
    ]),
  ],
})
