// A hook as apps write it themselves, with the client alone: what is known at first, and again whenever flags come.
import { useEffect, useState } from 'react'

export function useFeatureFlag(posthog, key) {
  const [enabled, setEnabled] = useState(false)

  useEffect(() => {
    const update = () => setEnabled(Boolean(posthog.isFeatureEnabled(key)))
    update()
    return posthog.onFeatureFlags(update)
  }, [posthog, key])

  return enabled
}
