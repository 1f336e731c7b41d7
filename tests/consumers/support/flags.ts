// The flags of the apps that show some, and what stands on their pages of them.
import { onPrickle } from '../../e2e/support/fixtures.ts'
import { eventually, expect, type App, type Page } from './fixtures.ts'

/** Flags are asked for; the quiet options do not. */
export const ON = { advanced_disable_flags: undefined }

export const FLAGS = {
  'new-dashboard-v2': true,
  'switched-off': false,
  'pricing-page-experiment': { enabled: true, variant: 'variant_b', payload: { discount: 20 } },
  banner: { enabled: true, payload: { text: 'Sale' } },
}

/** What a server would give along with a page. */
export const BOOTSTRAP = {
  distinctID: 'user-from-server',
  featureFlags: { 'new-dashboard-v2': true, 'switched-off': false, 'pricing-page-experiment': 'variant_b' },
  featureFlagPayloads: { 'pricing-page-experiment': { discount: 10 } },
}

/** The app's hooks say this of each flag before there are any. `absent` has a default. */
export const UNKNOWN = {
  enabled: 'undefined',
  off: 'undefined',
  absent: 'true',
  variant: 'undefined',
  payload: 'undefined',
  result: 'undefined',
  active: '[]',
  own: 'false',
}

/** What the server’s flags make of them. */
export const LOADED = {
  enabled: 'true',
  off: 'false',
  absent: 'true',
  variant: '"variant_b"',
  payload: '{"discount":20}',
  result: '{"key":"banner","enabled":true,"payload":{"text":"Sale"}}',
  active: '["banner","new-dashboard-v2","pricing-page-experiment"]',
  own: 'true',
}

/** What the bootstrapped ones make of them. */
export const BOOTSTRAPPED = {
  enabled: 'true',
  off: 'false',
  absent: 'true',
  variant: '"variant_b"',
  payload: '{"discount":10}',
  result: 'undefined',
  active: '["new-dashboard-v2","pricing-page-experiment"]',
  own: 'true',
}

/** Waits until the app's hooks say this. */
export async function known(page: Page, said: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(said)) await expect(page.getByTestId(name), name).toHaveText(text)
}

/**
 * That the SDK told of the bootstrapped flags. `early`: hooks asked for them while it started, as they do under a provider that starts it.
 * posthog-js then tells of them before it knows who the visitor is, and the server refuses the batch, with all that is in it.
 */
export async function toldOfBootstrapped(app: App, complaints: string[], early: boolean): Promise<void> {
  if (early && !onPrickle) {
    await eventually(() => complaints.join('\n')).toMatch(/status of 400/)
    complaints.length = 0
    return
  }
  const called = await app.inbox.wait('$feature_flag_called', 5)
  const told = called.map(({ properties }) => [properties.$used_bootstrap_value, properties.distinct_id])
  expect(told).toEqual(Array(5).fill([true, BOOTSTRAP.distinctID]))
}
