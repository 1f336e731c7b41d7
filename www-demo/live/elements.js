// Draws a chain of elements: the one that was used, what it stands in, and on request everything that was told of each.

import { parseChain } from './chain.js'
import { el, fold } from './dom.js'
import { ordinal, plural, selector } from './format.js'
import { table } from './properties.js'

/** So many classes are shown where room is short. */
const FEW = 2

/** Nothing for an event without a chain. */
export function view(chain) {
  const elements = parseChain(chain)
  if (!elements.length) return []
  const [used] = elements
  return [
    el('h3', {}, 'The element'),
    el('p', { class: 'used' }, name(used), used.text ? el('q', {}, used.text) : null, el('span', { class: 'note' }, place(used))),
    crumbs(elements),
    fold(el('summary', {}, `${plural(elements.length, 'element')} with their attributes`), () => elements.map(inFull), { class: 'fold' }),
  ]
}

/** From the body down to the element. */
function crumbs(elements) {
  const items = elements.toReversed().map((element, index) => {
    const last = index === elements.length - 1
    return el('li', { title: selector(element), 'aria-current': last && 'true' }, name(element, FEW))
  })
  return el('ol', { class: 'crumbs', 'aria-label': 'Where it stands' }, items)
}

function name(element, most) {
  return el('code', { class: 'element' }, el('b', {}, element.tag), selector({ ...element, tag: '' }, most))
}

function place({ nthChild, nthOfType, tag }) {
  if (!nthChild) return ''
  return nthOfType ? `${ordinal(nthChild)} child, ${ordinal(nthOfType)} ${tag}` : `${ordinal(nthChild)} child`
}

function inFull(element) {
  const entries = element.text ? [['text', element.text], ...element.attributes] : element.attributes
  return el(
    'div',
    { class: 'in-full' },
    el('p', {}, name(element), ' ', el('span', { class: 'note' }, place(element))),
    entries.length ? table(entries) : null,
  )
}
