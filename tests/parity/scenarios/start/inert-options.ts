import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options that nothing reads', {
  page: {
    config: {
      upgrade: true,
      inapp_link_new_window: true,
      __preview_lazy_load_replay: true,
      __preview_eager_load_replay: false,
      __preview_disable_xhr_credentials: true,
      __preview_flags_v2: true,
      advanced_disable_toolbar_metrics: true,
      mask_all_text: true,
      mask_all_element_attributes: true,
      enable_recording_console_log: true,
      error_tracking: { a: 1 },
      override_display_language: 'de',
      surveys_request_timeout_ms: 5,
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
