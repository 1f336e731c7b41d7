'use client'

// The two ways to give an app its client. Neither starts anything on the server.
import { StrictMode, useEffect } from 'react'
import posthog from 'prickle'
import { PostHogProvider } from 'prickle/react'

/** The provider starts it. What the test tells a page is not there while it is rendered on the server. */
export function Started({ bootstrap, children }) {
  const { token, options } = typeof window === 'undefined' ? { token: 'phc_on_the_server' } : window.settings
  return (
    <StrictMode>
      <PostHogProvider apiKey={token} options={{ ...options, bootstrap }}>
        {children}
      </PostHogProvider>
    </StrictMode>
  )
}

/** The app starts it. */
export function Given({ children }) {
  useEffect(() => {
    posthog.init(window.settings.token, window.settings.options)
  }, [])
  return (
    <StrictMode>
      <PostHogProvider client={posthog}>{children}</PostHogProvider>
    </StrictMode>
  )
}
