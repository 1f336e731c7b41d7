import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the defaults of 2025-11-30', {
  page: { config: { defaults: '2025-11-30', rageclick: undefined, disable_session_recording: undefined } },
  steps: [
    open('/?utm_source=x#hash'),
    wait('1s'),
    () =>
      Object.fromEntries(
        Object.entries(posthog.config).filter(([key]) => !['loaded', 'on_request_error', 'get_device_id', 'cookie_name', 'token'].includes(key)),
      ),
    () => posthog.capture('x'),
    () => history.pushState(null, '', '/next'),
    wait('4s'),
  ],
})
