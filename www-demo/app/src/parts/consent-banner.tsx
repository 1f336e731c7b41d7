// Asks once whether use may be counted. Until somebody answers, Burr counts; "No thanks" stops it on this device.
import { allowAnalytics, refuseAnalytics } from '../analytics'
import { refreshSdkState, useSdkState } from '../sdk-state'

export function ConsentBanner() {
  const sdk = useSdkState()
  if (sdk?.consent !== 'pending') return null
  const answer = (choose: () => void) => () => {
    choose()
    refreshSdkState()
  }
  return (
    <aside className="consent card" aria-label="Usage data">
      <p>May Burr count which parts are used? What you keep on your boards is never part of it.</p>
      <div className="row">
        <button type="button" className="button small main" onClick={answer(allowAnalytics)}>
          Allow
        </button>
        <button type="button" className="button small" onClick={answer(refuseAnalytics)}>
          No thanks
        </button>
      </div>
    </aside>
  )
}
