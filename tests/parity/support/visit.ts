// A visit in which an app does what apps do, for scenarios about what is the same under another option.
import { leave, open, wait, type Step } from './scenario.ts'

export const visit: Step[] = [
  open('/start?utm_source=news&gclid=g1#top', {
    referrer: 'https://blog.example/post',
    after: () => {
      posthog.register({ plan: 'pro' })
      posthog.capture('queued', { a: [1, { b: null }] })
    },
  }),
  wait('4s'),
  () => {
    posthog.identify('user-1', { email: 'ann@shop.example' }, { first: 1 })
    posthog.group('company', 'acme', { name: 'Acme' })
    posthog.setPersonProperties({ plan: 'pro' })
    posthog.register_for_session({ tonight: true })
    posthog.capture('done', { price: 9.99 })
  },
  wait('4s'),
  () => {
    posthog.alias('other-name')
    posthog.capture('instant', {}, { send_instantly: true, $set: { seen: true } })
  },
  wait('4s'),
  open('/next'),
  wait('1s'),
  () => [posthog.get_distinct_id(), posthog.getGroups(), posthog.get_property('plan'), posthog.getSessionProperty('tonight')],
  () => {
    posthog.reset()
    posthog.capture('last')
  },
  leave,
]
