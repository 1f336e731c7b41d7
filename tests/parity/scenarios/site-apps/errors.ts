import { scenario, wait } from '../../support/scenario.ts'

export default scenario('site apps that fail leave the others alone', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, opt_in_site_apps: true },
    before: () => {
      const processEvent = (id: string) => ({ event }: any) => note(id, event.event)
      ;(window as any)._POSTHOG_REMOTE_CONFIG = {
        phc_parity: {
          config: { supportedCompression: ['gzip-js'], hasFeatureFlags: false },
          siteApps: [
            { id: 'throws', init: () => { throw new Error('no init') } },
            { id: 'nothing', init: () => undefined },
            { id: 'refuses', init: ({ callback }: any) => (callback(false), { processEvent: processEvent('refuses') }) },
            { id: 'breaks', init: ({ callback }: any) => (callback(true), { processEvent: () => { throw new Error('no event') } }) },
            { id: 'works', init: ({ callback }: any) => (callback(true), { processEvent: processEvent('works') }) },
            { id: 'silent', init: () => ({ processEvent: processEvent('silent') }) },
            { id: 'no-hook', init: ({ callback }: any) => (callback(true), {}) },
          ],
        },
      }
    },
    after: () => {
      posthog.capture('early')
    },
  },
  steps: [wait('1s'), () => posthog.capture('late').event, wait('4s')],
})
