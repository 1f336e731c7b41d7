import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('init without a token, or with what is none', {
  page: { config: null },
  steps: [
    open('/'),
    () => String(posthog.init()),
    () => String(posthog.init('')),
    () => String(posthog.init('   ')),
    () => String(posthog.init(7)),
    () => String(posthog.init(null, {})),
    () => posthog.__loaded,
    () => String(posthog.init(' phc_spaces ', { api_host: 'https://events.shop.example', advanced_disable_flags: true, autocapture: false })),
    () => [posthog.__loaded, posthog.config.token],
    wait('4s'),
  ],
})
