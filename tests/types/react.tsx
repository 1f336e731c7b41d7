// An app as it is written against posthog-js/react; see app.ts.
import posthog, { DisplaySurveyType, SurveyPosition, severityLevels, type CaptureResult, type PostHogConfig } from 'posthog-js'
import {
  captureFeatureInteraction,
  captureFeatureView,
  PostHogCaptureOnViewed,
  PostHogContext,
  PostHogErrorBoundary,
  PostHogFeature,
  PostHogProvider,
  setupReactErrorHandler,
  useActiveFeatureFlags,
  useFeatureFlagEnabled,
  useFeatureFlagPayload,
  useFeatureFlagResult,
  useFeatureFlagVariantKey,
  usePostHog,
  type PostHog,
  type PostHogErrorBoundaryFallbackProps,
  type PostHogFeatureProps,
} from 'posthog-js/react'
import { PostHogProvider as Slim } from 'posthog-js/react/slim'
import { useThumbSurvey } from 'posthog-js/react/surveys'
import { useContext, useEffect, useState, type ReactNode } from 'react'

const options: Partial<PostHogConfig> = { api_host: 'https://example.com', bootstrap: { featureFlags: { a: true, b: 'x' }, featureFlagPayloads: { b: { n: 1 } } } }

const Fallback = ({ error, componentStack, exceptionEvent, resetError }: PostHogErrorBoundaryFallbackProps) => (
  <button onClick={resetError}>{`${String(error)} ${componentStack} ${typeof exceptionEvent}`}</button>
)

function useFeatureFlag(key: string): boolean {
  const client: PostHog = usePostHog()
  const [enabled, setEnabled] = useState(false)
  useEffect(() => client.onFeatureFlags(() => setEnabled(Boolean(client.isFeatureEnabled(key)))), [client, key])
  return enabled
}

function Hooks(props: Omit<PostHogFeatureProps, 'children'>): ReactNode {
  const enabled: boolean | undefined = useFeatureFlagEnabled('a')
  const defaulted: boolean = useFeatureFlagEnabled('a', false)
  const variant: string | boolean | undefined = useFeatureFlagVariantKey('b')
  const payload = useFeatureFlagPayload('b')
  const result = useFeatureFlagResult('b')
  const active: string[] = useActiveFeatureFlags()
  const { client, bootstrap } = useContext(PostHogContext)
  const { respond, response, triggerRef } = useThumbSurvey({ surveyId: 's', displayPosition: SurveyPosition.NextToTrigger, onResponse: (value: 'up' | 'down') => value })
  captureFeatureView({ flag: 'b', posthog: client, flagVariant: variant })
  captureFeatureInteraction({ flag: 'b', posthog })
  client.displaySurvey('s', { displayType: DisplaySurveyType.Inline, selector: '#here', ignoreConditions: true, ignoreDelay: true })
  return (
    <PostHogFeature {...props} match="x" fallback={<i />} trackView={false} visibilityObserverOptions={{ threshold: 0.5 }}>
      {(of: { n: number }) => (
        <b ref={triggerRef} onClick={() => respond('up')}>
          {[enabled, defaulted, payload, result?.variant, active.length, bootstrap?.distinctID, response, of.n, useFeatureFlag('a'), severityLevels[0]].join()}
        </b>
      )}
    </PostHogFeature>
  )
}

export const handler = setupReactErrorHandler(posthog, (event: CaptureResult | undefined, error) => console.log(event?.uuid, error))

export const Apps = () => (
  <PostHogProvider apiKey="phc_x" options={options}>
    <PostHogErrorBoundary fallback={Fallback} additionalProperties={(error) => ({ error: String(error) })}>
      <PostHogProvider client={posthog}>
        <PostHogCaptureOnViewed name="hero" properties={{ a: 1 }} trackAllChildren className="x">
          <Hooks flag="b" />
        </PostHogCaptureOnViewed>
      </PostHogProvider>
      <Slim client={posthog.init('phc_y', {}, 'second')}>text</Slim>
    </PostHogErrorBoundary>
  </PostHogProvider>
)
