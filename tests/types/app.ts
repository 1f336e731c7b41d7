// An app as it is written against posthog-js. `cargo xtask lint` compiles it twice, against posthog-js and against prickle under that name.
import posthog, { PostHog, type BeforeSendFn, type CaptureResult, type PostHogConfig, type Properties, type SurveyCallback } from 'posthog-js'
import { posthog as byName } from 'posthog-js'

const scrub: BeforeSendFn = (event: CaptureResult | null) => {
  if (event) delete event.properties['email']
  return event
}

const config: Partial<PostHogConfig> = {
  api_host: 'https://example.com',
  defaults: '2026-05-30',
  person_profiles: 'identified_only',
  before_send: [scrub],
  persistence: 'localStorage+cookie',
  session_recording: { maskAllInputs: true },
  capture_pageview: 'history_change',
  loaded: (ph) => {
    if (location.hostname === 'localhost') ph.opt_out_capturing()
  },
}

const main: PostHog = posthog.init('phc_x', config)
const second = posthog.init('phc_y', {}, 'second')
const properties: Properties = { kind: 'note', count: 2 }

const event: CaptureResult | undefined = byName.capture('item_created', properties, { send_instantly: true, timestamp: new Date() })
console.log(event?.uuid, event?.properties['$session_id'], second.get_distinct_id())

main.identify('user-1', { plan: 'pro' }, { first: true })
main.alias('user-2')
main.group('company', 'acme', { seats: 3 })
main.resetGroups()
main.register({ a: 1 })
main.register_once({ b: 2 }, 'none', 7)
main.register_for_session({ c: 3 })
main.unregister('a')
main.unregister_for_session('c')
main.setPersonProperties({ a: 1 }, { b: 2 })
main.setPersonPropertiesForFlags({ a: 1 })
main.setGroupPropertiesForFlags({ company: { a: 1 } })
main.createPersonProfile()
main.set_config({ debug: false })
main.debug(false)
main.opt_in_capturing({ captureEventName: 'yes', captureProperties: { a: 1 } })
main.opt_out_capturing()
main.clear_opt_in_out_capturing()
main.reset(true)
main.people.set({ a: 1 })
main.startSessionRecording()
main.stopSessionRecording()
main.logger.info('done', { order: 1 })
main.captureException(new Error('x'), { a: 1 })

const consent: boolean[] = [main.has_opted_in_capturing(), main.has_opted_out_capturing(), main.is_capturing()]
const texts: string[] = [main.get_session_id(), main.get_session_replay_url({ withTimestamp: true }), main.get_distinct_id(), main.version]
const enabled: boolean | undefined = main.isFeatureEnabled('new-dashboard-v2')
const variant: boolean | string | undefined = main.getFeatureFlag('pricing-page-experiment', { send_event: false })
const stop: () => void = main.onFeatureFlags((flags, variants, context) => console.log(flags.length, variants['x'], context?.errorsLoading))
const unhear: () => void = main.on('eventCaptured', (heard) => console.log(heard))
const unsession: () => void = main.onSessionId((sessionId, windowId, reason) => console.log(sessionId, windowId, reason?.activityTimeout))
const surveys: SurveyCallback = (all, context) => console.log(all.length, context?.isLoaded)
main.getActiveMatchingSurveys(surveys, true)
main.getSurveys(surveys)
console.log(consent, texts, enabled, variant, stop, unhear, unsession, main.get_property('a'), main.getSessionProperty('c'), main.config.token)
