// Takes a chain of elements apart: the text in which an event tells which element was used, and what that stands in.
//
//   chain   = element *( ";" element ), the one that was used first
//   element = tag *( "." class ) ":" *( key '="' value '"' ), quotes inside as \"
//
// Nothing but quotes is escaped: a class may hold a colon or a semicolon, and a value may end in a backslash. So every end is known by what comes
// after it. The text comes from other people's pages; whatever it is, there is an answer.

/**
 * @typedef {object} ChainElement
 * @property {string} tag
 * @property {string[]} classes
 * @property {string | undefined} id
 * @property {string | undefined} text
 * @property {number | undefined} nthChild among its siblings, from 1
 * @property {number | undefined} nthOfType among its siblings of the same tag, from 1
 * @property {[name: string, value: string][]} attributes as they stood on the element
 */

const KEY = '(?:attr__[^"=\\\\]*|attr_id|href|nth-child|nth-of-type|text)="'
/** The colon after tag and classes, and what can follow it. */
const HEAD = new RegExp(`:(?=${KEY}|attr__|;|$)`, 'g')
/** What a quote with a backslash before it closes, if it is not one of the value's own. */
const AFTER_LAST = new RegExp(`$|${KEY}|;[^";]{0,400}:(?:${KEY}|$)`, 'y')

/**
 * @param {unknown} chain
 * @returns {ChainElement[]} the element that was used first; none if it is no chain
 */
export function parseChain(chain) {
  const elements = []
  if (typeof chain !== 'string') return elements
  let at = 0
  while (at < chain.length) {
    const [head, start] = readHead(chain, at)
    if (!head) break
    const [entries, end] = readEntries(chain, start)
    elements.push(element(head, entries))
    at = chain[end] === ';' ? end + 1 : chain.length
  }
  return elements
}

/** `['button.btn', where the entries begin]` */
function readHead(chain, at) {
  HEAD.lastIndex = at
  const colon = HEAD.exec(chain)
  return colon ? [chain.slice(at, colon.index), colon.index + 1] : [chain.slice(at), chain.length]
}

function readEntries(chain, start) {
  const entries = new Map()
  let at = start
  while (at < chain.length && chain[at] !== ';') {
    const opening = chain.indexOf('="', at)
    if (opening < 0) return [entries, chain.length]
    const closing = endOfValue(chain, opening + 2)
    entries.set(plain(chain.slice(at, opening)), plain(chain.slice(opening + 2, closing)))
    at = closing + 1
  }
  return [entries, at]
}

/** Where the quote is that ends the value, or the end of the text. */
function endOfValue(chain, start) {
  for (let at = chain.indexOf('"', start); at >= 0; at = chain.indexOf('"', at + 1)) {
    if (chain[at - 1] !== '\\') return at
    AFTER_LAST.lastIndex = at + 1
    if (AFTER_LAST.test(chain)) return at
  }
  return chain.length
}

const plain = (text) => text.replaceAll('\\"', '"')

function element(head, entries) {
  const [tag, ...dotted] = head.split('.')
  // Classes may hold dots too; the attribute has them whole.
  const whole = entries.get('attr__class')
  const number = (key) => Number(entries.get(key)) || undefined
  return {
    tag,
    classes: (whole === undefined ? dotted : whole.split(/\s+/)).filter(Boolean),
    id: entries.get('attr__id') ?? entries.get('attr_id'),
    text: entries.get('text'),
    nthChild: number('nth-child'),
    nthOfType: number('nth-of-type'),
    attributes: [...entries].filter(([key]) => key.startsWith('attr__')).map(([key, value]) => [key.slice(6), value]),
  }
}
