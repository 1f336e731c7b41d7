// A visit that shows what a date of `defaults` changes: the options themselves, and what comes of them.
import { open, scenario, wait, type Scenario } from './scenario.ts'

export const dated = (defaults: string): Scenario =>
  scenario(`the defaults of ${defaults}`, {
    page: { config: { defaults, rageclick: undefined, disable_session_recording: undefined } },
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
