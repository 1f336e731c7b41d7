// Flags by OpenFeature's client, with PostHog's provider on prickle. What was evaluated stands on the page.
import { OpenFeature } from '@openfeature/web-sdk'
import { PostHogWebProvider } from '@posthog/openfeature-web-provider'
import posthog from 'prickle'

const { token, options } = window.settings
posthog.init(token, options)

const context = { plan: 'free', groups: { company: 'acme' }, groupProperties: { company: { seats: 3 } } }
await OpenFeature.setProviderAndWait(new PostHogWebProvider(posthog), context)
const flags = OpenFeature.getClient()

const button = document.querySelector('button')
function show() {
  const known = {
    boolean: flags.getBooleanDetails('new-dashboard-v2', false),
    off: flags.getBooleanDetails('switched-off', true),
    string: flags.getStringDetails('pricing-page-experiment', 'control'),
    number: flags.getNumberDetails('page-size', 10),
    object: flags.getObjectDetails('banner', {}),
    absent: flags.getBooleanDetails('absent', true),
    mismatch: flags.getNumberDetails('pricing-page-experiment', 7),
  }
  const short = ([name, { value, variant, reason, errorCode }]) => [name, { value, variant, reason, errorCode }]
  document.querySelector('pre').textContent = JSON.stringify(Object.fromEntries(Object.entries(known).map(short)))
  button.disabled = false
}
show()

button.addEventListener('click', async () => {
  button.disabled = true
  await OpenFeature.setContext({ ...context, plan: 'pro' })
  show()
})
