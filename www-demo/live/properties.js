// Properties: which the app chose and which every event has, and how a value reads.

import { el } from './dom.js'
import { shortId } from './format.js'

// Campaign parameters and the wire's own keys stand among the app's properties without a dollar sign.
const NOT_OWN = new Set(
  `token distinct_id utm_source utm_medium utm_campaign utm_content utm_term gad_source mc_cid gclid gclsrc dclid gbraid wbraid fbclid
   msclkid twclid li_fat_id igshid ttclid rdt_cid epik qclid sccid oppref bfcid irclid _kx ph_keyword`.split(/\s+/),
)

// Set on the events whose very point they are.
const TELLING = new Set(['$anon_distinct_id', '$group_type', '$group_key', '$group_set', '$set', '$set_once', '$unset', 'alias'])

export function split(properties) {
  const own = []
  const telling = []
  const defaults = []
  for (const entry of Object.entries(properties)) {
    const [key] = entry
    if (TELLING.has(key)) telling.push(entry)
    else if (key.startsWith('$') || NOT_OWN.has(key)) defaults.push(entry)
    else own.push(entry)
  }
  defaults.sort(([a], [b]) => (a < b ? -1 : 1))
  return { own, telling, defaults }
}

export function table(entries) {
  return el('dl', { class: 'props' }, entries.map(([key, value]) => el('div', {}, el('dt', {}, key), el('dd', {}, shown(value)))))
}

export const json = (value) => el('pre', { class: 'raw', tabindex: '0' }, JSON.stringify(value, null, 2))

function shown(value) {
  if (value === null || value === undefined) return el('span', { class: 'v-none' }, 'null')
  if (typeof value === 'string') return el('span', { class: 'v-text' }, value === '' ? '""' : value)
  if (typeof value === 'number') return el('span', { class: 'v-number' }, String(value))
  if (typeof value === 'boolean') return el('span', { class: 'v-bool' }, String(value))
  const text = JSON.stringify(value)
  return el('pre', {}, text.length > 60 ? JSON.stringify(value, null, 2) : text)
}

/** One line that tells events of the same name apart. */
export function hint(event) {
  const of = event.properties
  const updates = { ...of.$set, ...event.$set }
  const pairs = {
    $pageview: () => [['', of.$pathname]],
    $pageleave: () => [['', of.$pathname], ['after', seconds(of.$prev_pageview_duration)]],
    $identify: () => [['as', event.distinct_id], ...Object.entries(updates)],
    $set: () => Object.entries({ ...of.$set_once, ...updates }),
    $groupidentify: () => [[of.$group_type, of.$group_key], ...Object.entries(of.$group_set ?? {})],
    $create_alias: () => [['alias', of.alias]],
    $autocapture: () => [[of.$event_type ?? '', of.$el_text || clicked(of.$elements_chain)]],
  }[event.event]
  const told = pairs ? pairs() : tellingFirst(event)
  return told
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .slice(0, 4)
    .map(([key, value]) => [key, brief(value)])
}

/** A property that stands on many kinds of events says little about one of them; those come last. */
const COMMON = 4
const seenOn = new Map()

function tellingFirst(event) {
  const { own } = split(event.properties)
  for (const [key] of own) seenOn.set(key, (seenOn.get(key) ?? new Set()).add(event.event))
  return own.toSorted(([a], [b]) => Number(seenOn.get(a).size >= COMMON) - Number(seenOn.get(b).size >= COMMON))
}

function brief(value) {
  if (typeof value === 'object') return JSON.stringify(value)
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value) ? shortId(value) : String(value)
}

/** The element at the front of a chain, as `tag.class`. */
const clicked = (chain) => (typeof chain === 'string' ? chain.match(/^[^:;]*/)[0] : undefined)

const seconds = (value) => (typeof value === 'number' ? `${value.toFixed(1)} s` : undefined)
