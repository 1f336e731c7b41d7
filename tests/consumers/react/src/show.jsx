// Puts the app on the page, under a provider, in strict mode; what throws outside of a boundary goes to the handler of the root.
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { app } from './app.jsx'
import { Uncaught } from './broken.jsx'

export function show(posthog, bindings, provided) {
  const App = app(bindings)
  // React would report to the console what a boundary has caught.
  const options = { onCaughtError: () => undefined }
  createRoot(document.getElementById('root'), options).render(<StrictMode>{provided(<App />)}</StrictMode>)

  // A root of its own, because React takes the whole of it away when nothing catches.
  const other = document.getElementById('other')
  const onUncaughtError = bindings.setupReactErrorHandler(posthog, (event, error) => {
    document.title = `${error.message}: ${event?.event}`
  })
  createRoot(other, { onUncaughtError }).render(<Uncaught />)
}

/** The provider with token and options. Options can change while the page is open. */
export function Started({ bindings, children }) {
  const [options, setOptions] = useState(window.settings.options)
  return (
    <bindings.PostHogProvider apiKey={window.settings.token} options={options}>
      {children}
      <button onClick={() => setOptions({ ...options, property_denylist: ['secret'] })}>Deny secrets</button>
    </bindings.PostHogProvider>
  )
}
