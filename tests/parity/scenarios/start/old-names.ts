import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('every old name of an option', {
  page: {
    config: {
      disable_cookie: true,
      __preview_disable_beacon: true,
      __preview_cookie_wins_on_conflict: true,
      property_blacklist: ['$host'],
      opt_out_capturing_cookie_prefix: 'old-',
      enable_heatmaps: false,
    },
  },
  steps: [
    wait('1s'),
    () => ['disable_persistence', 'disable_beacon', 'cookieWinsOnConflict', 'property_denylist', 'consent_persistence_name'].map((name) => posthog.config[name]),
    () => posthog.capture('x'),
    leave,
  ],
})
