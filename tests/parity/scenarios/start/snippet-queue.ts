import { scenario, wait } from '../../support/scenario.ts'

export default scenario('calls that waited in the snippet', {
  page: {
    by: 'snippet',
    config: { loaded: () => note('loaded') },
    after: () => {
      posthog.capture('first', { n: 1 })
      posthog.register({ plan: 'free' })
      posthog.identify('user-1', { email: 'a' })
      posthog.people.set('seats', 3)
      posthog.alias('other')
      posthog.capture('second')
      posthog.push(() => note('function'))
      posthog.opt_in_capturing()
      posthog.group('company', 'acme')
      posthog.on('eventCaptured', (event: any) => note('captured', event.event))
      posthog.set_config({ property_denylist: ['$host'] })
    },
  },
  steps: [wait('1s'), () => [typeof posthog.capture, posthog.__SV, posthog._i, posthog.get_property('plan'), posthog.get_distinct_id()], wait('4s')],
})
