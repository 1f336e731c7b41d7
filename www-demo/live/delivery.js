// What browsers say became of their events, beside what came of them, and whether the two agree.

import { byId, el } from './dom.js'
import { plural, shortId } from './format.js'

const SHOWN = 3

/** `ledgers` as the collector answers; an SDK without a ledger tells none, and then there is nothing to show. */
export function show(ledgers) {
  const panel = byId('delivery')
  panel.hidden = !ledgers.length
  const title = el('h2', { id: 'delivery-title' }, 'Delivery')
  const about = el('p', { class: 'note' }, 'What the SDK counted in the browser, and what is here.')
  panel.replaceChildren(el('div', { class: 'head' }, title), about, ...ledgers.slice(0, SHOWN).map(one))
}

function one(ledger) {
  const { captured, delivered, pending, dropped, earlier, received, device_id: device } = ledger
  const lost = Object.entries(dropped)
  const figure = (name, count, ...more) => el('div', {}, el('dt', {}, name), el('dd', { 'data-count': name }, count.toLocaleString('en'), ...more))
  const [state, text] = verdict(ledger)
  return el(
    'article',
    { class: 'ledger', 'aria-label': `Browser ${shortId(device)}` },
    el('h3', { title: device }, `Browser ${shortId(device)}`),
    el(
      'dl',
      {},
      figure('captured', captured),
      figure('delivered', delivered),
      figure('pending', pending),
      figure('dropped', lost.reduce((all, [, count]) => all + count, 0)),
      figure('received', received, ...(earlier ? [el('small', {}, ` and ${earlier.toLocaleString('en')} before`)] : [])),
    ),
    lost.length ? el('p', { class: 'note' }, `Dropped: ${lost.map(([reason, count]) => `${count} ${reason}`).join(', ')}.`) : null,
    el('p', { class: 'verdict', 'data-state': state, role: 'status' }, text),
  )
}

/** Whether the browser's count adds up and fits what is here: `good`, `wait` while something is on its way, or `bad`. */
export function verdict({ captured, delivered, pending, dropped, earlier, received }) {
  const sum = delivered + pending + Object.values(dropped).reduce((all, count) => all + count, 0)
  if (captured !== sum) return ['bad', `It does not add up: ${captured} captured, but ${sum} accounted for.`]
  if (earlier === null) return ['wait', 'They can be compared when nothing waits.']
  const known = delivered - earlier
  if (received < known) return ['bad', `They disagree: ${plural(known - received, 'event')} counted as delivered ${known - received === 1 ? 'is' : 'are'} not here.`]
  if (received === known) return pending ? ['wait', `They agree; ${plural(pending, 'event')} still to come.`] : ['good', 'They agree.']
  if (received <= known + pending) return ['wait', `They agree; ${plural(received - known, 'event')} came that the browser has yet to hear of.`]
  return ['wait', 'More came than the browser had counted when it last told.']
}
