'use client'

// What hooks and components make of the flags, on the server and in the browser.
import { useEffect, useState } from 'react'
import * as bindings from 'prickle/react'

/** A hook as apps write it themselves, with the client alone. */
function useFeatureFlag(posthog, key) {
  const [enabled, setEnabled] = useState(false)

  useEffect(() => {
    const update = () => setEnabled(Boolean(posthog.isFeatureEnabled(key)))
    update()
    return posthog.onFeatureFlags(update)
  }, [posthog, key])

  return enabled
}

export default function Shown() {
  const posthog = bindings.usePostHog()
  const known = {
    enabled: bindings.useFeatureFlagEnabled('new-dashboard-v2'),
    off: bindings.useFeatureFlagEnabled('switched-off'),
    absent: bindings.useFeatureFlagEnabled('absent', true),
    variant: bindings.useFeatureFlagVariantKey('pricing-page-experiment'),
    payload: bindings.useFeatureFlagPayload('pricing-page-experiment'),
    result: bindings.useFeatureFlagResult('banner'),
    active: bindings.useActiveFeatureFlags().toSorted(),
    own: useFeatureFlag(posthog, 'new-dashboard-v2'),
  }
  return (
    <main>
      <dl>
        {Object.entries(known).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-testid={name}>{JSON.stringify(value) ?? 'undefined'}</dd>
          </div>
        ))}
      </dl>
      <button onClick={() => posthog.capture('item_created', { kind: 'note' })}>Create</button>
      <bindings.PostHogFeature flag="pricing-page-experiment" match="variant_b" fallback={<p>Usual prices</p>}>
        {(payload) => <p>{`Prices less ${payload?.discount} %`}</p>}
      </bindings.PostHogFeature>
      <bindings.PostHogCaptureOnViewed name="hero">
        <p>Hero</p>
      </bindings.PostHogCaptureOnViewed>
    </main>
  )
}
