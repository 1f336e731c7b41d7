// Options for tests: what is not built yet is off, so that posthog-js does no more than prickle, and nothing is asked of the server.

export const OFF: Record<string, unknown> = {
  autocapture: false,
  rageclick: false,
  capture_dead_clicks: false,
  capture_heatmaps: false,
  capture_performance: false,
  capture_exceptions: false,
  disable_session_recording: true,
  disable_surveys: true,
  disable_product_tours: true,
  disable_conversations: true,
  advanced_disable_flags: true,
}
