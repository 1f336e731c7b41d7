import { scenario, wait } from '../../support/scenario.ts'

export default scenario('site apps hear of all events, from the first', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags: true, opt_in_site_apps: true },
    before: () => {
      const told = (id: string) => ({ event, person, groups }: any) => {
        note(id, event.event, Object.keys(event).sort(), event.distinct_id === event.properties.distinct_id, event.elements_chain, person, groups, event.properties.$set ?? null)
      }
      ;(window as any)._POSTHOG_REMOTE_CONFIG = {
        phc_parity: {
          config: { supportedCompression: ['gzip-js'], hasFeatureFlags: false },
          siteApps: [
            {
              id: 'at-once',
              init: ({ posthog: own, callback }: any) => {
                note('init', String(own))
                callback(true)
                return { processEvent: told('at-once') }
              },
            },
            {
              id: 'later',
              init: ({ callback }: any) => {
                setTimeout(() => callback(true), 2000)
                return { processEvent: told('later') }
              },
            },
          ],
        },
      }
    },
    after: () => {
      posthog.capture('early')
    },
  },
  steps: [
    wait('1s'),
    () => posthog.identify('user-1', { plan: 'free' }),
    () => posthog.group('company', 'acme'),
    () => posthog.setGroupPropertiesForFlags({ company: { size: 3 } }, false),
    wait('4s'),
    () => posthog.capture('late', {}, { $set: { seen: true } }),
    wait('4s'),
  ],
})
