import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a toolbar that cannot be loaded', {
  page: {
    config: {},
    before: () => {
      ;(window as any).ph_load_toolbar = (params: any, own: any) => note('toolbar', params, String(own))
    },
  },
  steps: [
    reply(/toolbar\.js/, { status: 404 }),
    wait('1s'),
    () => posthog.loadToolbar({ accessToken: 'a' } as any),
    wait('1s'),
    () => (window as any).ph_toolbar_state,
  ],
})
