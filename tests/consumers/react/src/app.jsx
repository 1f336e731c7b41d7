// All of the bindings in one app, whichever package they came from: hooks say what they know, components show and tell what is seen.
import { useFeatureFlag } from './use-feature-flag.js'
import { Caught } from './broken.jsx'

export function app(bindings) {
  const { PostHogCaptureOnViewed, PostHogErrorBoundary, PostHogFeature, usePostHog, useThumbSurvey } = bindings

  function Flags() {
    const posthog = usePostHog()
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
      <dl>
        {Object.entries(known).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-testid={name}>{JSON.stringify(value) ?? 'undefined'}</dd>
          </div>
        ))}
      </dl>
    )
  }

  function Actions() {
    const posthog = usePostHog()
    return (
      <p>
        <button onClick={() => posthog.capture('item_created', { kind: 'note', secret: 'hidden' })}>Create</button>
        <button onClick={() => posthog.identify('user-1')}>Sign in</button>
        <button onClick={() => posthog.reloadFeatureFlags()}>Reload flags</button>
      </p>
    )
  }

  function Thumbs() {
    const { respond, response, triggerRef } = useThumbSurvey({ surveyId: 'survey-1', properties: { about: 'docs' } })
    return (
      <p ref={triggerRef}>
        <button onClick={() => respond('up')}>Good</button>
        <span data-testid="response">{String(response)}</span>
      </p>
    )
  }

  const Fallback = ({ error, exceptionEvent, componentStack, resetError }) => (
    <div>
      <p>
        {error.message}, {exceptionEvent?.event}, {componentStack.includes('at ') ? 'with a stack' : 'without'}
      </p>
      <button onClick={resetError}>Mend the list</button>
    </div>
  )

  return function App() {
    return (
      <main>
        <Flags />
        <Actions />
        <PostHogFeature flag="pricing-page-experiment" match="variant_b" fallback={<p>Usual prices</p>}>
          {(payload) => <p>Prices less {payload?.discount} %</p>}
        </PostHogFeature>
        <PostHogFeature flag="new-dashboard-v2" fallback={<p>Old dashboard</p>} trackInteraction={false}>
          <p>New dashboard</p>
        </PostHogFeature>
        <PostHogCaptureOnViewed name="hero" properties={{ place: 'top' }}>
          <p>Hero</p>
        </PostHogCaptureOnViewed>
        <PostHogCaptureOnViewed name="plans" trackAllChildren>
          <p>Small</p>
          <p>Large</p>
        </PostHogCaptureOnViewed>
        <PostHogErrorBoundary fallback={Fallback} additionalProperties={{ part: 'list' }}>
          <Caught />
        </PostHogErrorBoundary>
        {useThumbSurvey && <Thumbs />}
      </main>
    )
  }
}
