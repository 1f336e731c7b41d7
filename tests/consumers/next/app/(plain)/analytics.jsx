'use client'

// Starts analytics in the browser. On the server the module is imported and the component rendered all the same.
import { useEffect, useState } from 'react'
import posthog from 'prickle'

export default function Analytics() {
  const [started, setStarted] = useState(false)

  useEffect(() => {
    const { token, options } = window.settings
    posthog.init(token, options)
    posthog.capture('item_created', { kind: 'note' })
    setStarted(true)
  }, [])

  function signIn() {
    posthog.identify('user-1')
    posthog.capture('signed_in')
  }

  return (
    <footer>
      <p>{posthog.isFeatureEnabled('new-footer') ? 'New footer' : 'Usual footer'}</p>
      <button disabled={!started} onClick={signIn}>
        Sign in
      </button>
    </footer>
  )
}
