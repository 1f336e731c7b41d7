import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties that callers may override, and those they may not', {
  steps: [
    wait('1s'),
    () =>
      posthog.capture('mine', {
        distinct_id: 'mine',
        token: 'mine',
        $session_id: 'mine',
        $window_id: 'mine',
        $lib: 'mine',
        $lib_version: '0',
        $current_url: 'https://elsewhere.example/',
        $device_id: 'mine',
        $time: 1,
        $pageview_id: 'mine',
        $process_person_profile: true,
        $timezone: 'UTC',
      }),
    () => posthog.capture('bad url', { $current_url: 7 }),
    wait('4s'),
  ],
})
