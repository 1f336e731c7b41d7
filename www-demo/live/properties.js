// Properties: which the app chose and which every event has, and how a value reads.

import { parseChain } from './chain.js'
import { el } from './dom.js'
import { plural, selector, shortId } from './format.js'

// Campaign parameters and the wire's own keys stand among the app's properties without a dollar sign.
const NOT_OWN = new Set(
  `token distinct_id utm_source utm_medium utm_campaign utm_content utm_term gad_source mc_cid gclid gclsrc dclid gbraid wbraid fbclid
   msclkid twclid li_fat_id igshid ttclid rdt_cid epik qclid sccid oppref bfcid irclid _kx ph_keyword`.split(/\s+/),
)

// Set on the events whose very point they are.
const TELLING = new Set(['$anon_distinct_id', '$group_type', '$group_key', '$group_set', '$set', '$set_once', '$unset', 'alias'])
// What the SDK saw by itself. Chains of elements and lists of exceptions are left out: they are drawn.
const SEEN =
  /^\$(event_type|el_text|external_click_url|copy_type|selected_content|clipboard_text_length|input_value|element_selectors|heatmap_data|web_vitals_[A-Z]|feature_flag(?!s)|exception_(?!list|capture)|dead_(click|swipe)_)/

export function split(properties) {
  const own = []
  const telling = []
  const defaults = []
  for (const entry of Object.entries(properties)) {
    const [key] = entry
    if (TELLING.has(key) || SEEN.test(key)) telling.push(entry)
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
    // An event may be named like something that every object has.
    __proto__: null,
    $pageview: () => [['', of.$pathname]],
    $pageleave: () => [['', of.$pathname], ['after', seconds(of.$prev_pageview_duration)]],
    $identify: () => [['as', event.distinct_id], ...Object.entries(updates)],
    $set: () => Object.entries({ ...of.$set_once, ...updates }),
    $groupidentify: () => [[of.$group_type, of.$group_key], ...Object.entries(of.$group_set ?? {})],
    $create_alias: () => [['alias', of.alias]],
    $feature_flag_called: () => [[of.$feature_flag, String(of.$feature_flag_response)]],
    $autocapture: () => [[of.$event_type ?? '', used(of)]],
    $copy_autocapture: () => [[of.$copy_type ?? '', of.$selected_content], ['from', used(of)]],
    $rageclick: () => [['on', used(of)]],
    $dead_click: () => [['on', used(of)]],
    $dead_swipe: () => [[of.$dead_swipe_direction ?? '', used(of)]],
    $exception: () => [[first(of.$exception_list)?.type ?? '', first(of.$exception_list)?.value]],
    $web_vitals: () => vitals(of),
    $$heatmap: () => [['', points(of.$heatmap_data)]],
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

/** What the element says, or else what it is. */
function used(of) {
  const [element] = parseChain(of.$elements_chain)
  return of.$el_text || element?.text || (element && selector(element))
}

const first = (list) => (Array.isArray(list) ? list[0] : undefined)

function vitals(of) {
  const values = Object.entries(of).filter(([key, value]) => /^\$web_vitals_[A-Z]+_value$/.test(key) && typeof value === 'number')
  return values.map(([key, value]) => [key.slice(12, -6), key.includes('CLS') ? value.toFixed(3) : `${Math.round(value)} ms`])
}

function points(data) {
  const lists = Object.values(data ?? {}).filter(Array.isArray)
  return lists.length ? plural(lists.flat().length, 'point') : undefined
}

const seconds = (value) => (typeof value === 'number' ? `${value.toFixed(1)} s` : undefined)
