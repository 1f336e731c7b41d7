import { scenario, wait } from '../../support/scenario.ts'

export default scenario('uuid, timestamp, transport, at once', {
  steps: [
    wait('1s'),
    () => posthog.capture('queued'),
    () => posthog.capture('at once', {}, { send_instantly: true }),
    () => posthog.capture('empty options', {}, {}),
    () => posthog.capture('uuid', {}, { uuid: '0197f2a4-6b1c-7abc-8def-0123456789ab' }),
    () => posthog.capture('beacon', {}, { transport: 'sendBeacon' }),
    () => posthog.capture('xhr', {}, { transport: 'XHR' }),
    () => posthog.capture('fetch', {}, { transport: 'fetch' }),
    () => posthog.capture('unlimited', {}, { skip_client_rate_limiting: true }),
    () => posthog.capture('whole', { long: 'x'.repeat(70_000) }, { _noTruncate: true }),
    wait('4s'),
  ],
})
