import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what an event would carry', {
  steps: [
    wait('1s'),
    () => posthog.calculateEventProperties('x', { a: 1 }),
    () => posthog.calculateEventProperties('$pageview', { a: 1 }, new Date(0), '0197f2a4-6b1c-7abc-8def-0123456789ab', true),
    () => posthog._calculate_event_properties('$snapshot', { $snapshot_data: 1 }),
    () => posthog.getPageViewId() === posthog.calculateEventProperties('x', {}).$pageview_id,
    wait('4s'),
  ],
})
