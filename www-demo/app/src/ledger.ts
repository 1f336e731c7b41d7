// Tells the collector what the SDK counted, so that the live page can show it beside what came. This is the demo's own doing, to an address of the
// collector's own: nothing an SDK sends.
import { ledger } from './analytics'

const EVERY = 1000
const ADDRESS = '/_/ledger?token=phc_demo'
let told = ''

/** Call once, after init. */
export function tellLedger(): void {
  tell()
  setInterval(tell, EVERY)
  // The SDK has heard of it before, so what it captured on leaving is counted.
  addEventListener('pagehide', tell)
}

function tell(): void {
  const counted = JSON.stringify(ledger())
  if (!counted || counted === told) return
  told = counted
  const again = (): void => void (told = '')
  fetch(ADDRESS, { method: 'POST', headers: { 'content-type': 'application/json' }, body: counted, keepalive: true }).then(
    (answer) => answer.ok || again(),
    again,
  )
}
