// The always visible line at the bottom: who the SDK takes this visitor for, and how it is doing.
import { Link } from '../router'
import { useSdkState } from '../sdk-state'
import { Instrument } from './instrument'

export function SdkFooter() {
  const sdk = useSdkState()
  if (!sdk) return null
  return (
    <footer className="sdk" aria-label="SDK state">
      <Instrument name="sdk">
        <span className={sdk.optedIn ? 'dot on' : 'dot'} data-sdk="capturing">
          {sdk.optedIn ? 'Capturing' : 'Opted out'}
        </span>
        <span className="pair" title={sdk.distinctId}>
          <b>person</b> <code data-sdk="distinct-id">{sdk.distinctId}</code>
        </span>
        <span className="pair" title={sdk.sessionId}>
          <b>session</b> <code data-sdk="session-id">{sdk.sessionId || '–'}</code>
        </span>
        <span className="queue" data-sdk="queue" title={sdk.waiting ? `${sdk.lastEvent} waits for the next batch` : undefined}>
          <span data-sdk="captured">{sdk.captured}</span> captured, {sdk.requests} {sdk.requests === 1 ? 'request' : 'requests'},{' '}
          <span data-sdk="waiting">{sdk.waiting ? 'some waiting' : 'none waiting'}</span>
        </span>
      </Instrument>
      <span className="links">
        <span className="name">
          {__SDK_NAME__} {sdk.version}
        </span>
        <Link href="/playground">Playground</Link>
        <a href="/script-tag.html">Script tag</a>
        <a href="/live" target="_blank" rel="noopener">
          Live events<span aria-hidden="true"> ↗</span>
        </a>
      </span>
    </footer>
  )
}
