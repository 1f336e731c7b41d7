// The list of events, newest first, and its filters.

import { byId, el, fold } from './dom.js'
import * as elements from './elements.js'
import * as exceptions from './exceptions.js'
import { clock, groupLabel, personLabel, shortId } from './format.js'
import * as people from './people.js'
import { hint, json, split, table } from './properties.js'

/** So many rows are kept in the page; the collector keeps all. */
const KEPT = 500

/** What an event that the SDK noticed by itself says of the page: in a word, and in a sentence where that needs one. */
const SIGNS = new Map([
  ['$rageclick', ['rage', 'Several quick clicks on one spot: an answer was expected that did not come.']],
  ['$dead_click', ['dead', 'A click, and nothing on the page changed after it.']],
  ['$dead_swipe', ['dead', 'A swipe, and nothing on the page changed after it.']],
  ['$exception', ['error']],
])

/** Newest first: `{ event, node, who, text }`. */
let rows = []
let personFilter = null
const names = new Map()

export function add(event, fresh) {
  const who = el('span', { class: 'who' })
  const node = el('li', { class: fresh ? 'row fresh' : 'row' }, fold(summary(event, who), () => body(event)))
  const row = { event, node, who, text: JSON.stringify(event).toLowerCase() }
  tellWho(row)
  rows.unshift(row)
  byId('events').prepend(node)
  for (const old of rows.splice(KEPT)) old.node.remove()
  if (!names.has(event.event)) offerName(event.event)
  names.set(event.event, (names.get(event.event) ?? 0) + 1)
  node.hidden = !fits(row)
}

export function forget() {
  for (const row of rows) row.node.remove()
  rows = []
  names.clear()
  const select = byId('only-event')
  select.replaceChildren(select.options[0])
  onlyPerson(null)
}

/** Persons join and get names after their events arrived. */
export function peopleChanged() {
  rows.forEach(tellWho)
}

/** Says what the filter leaves; call after adding. */
export function settle() {
  const visible = rows.filter((row) => !row.node.hidden).length
  const filtered = visible !== rows.length
  byId('events-note').textContent = filtered ? `${visible} of the latest ${rows.length}` : rows.length >= KEPT ? `the latest ${KEPT}` : 'newest first'
  byId('empty').hidden = rows.length > 0
  byId('no-match').hidden = rows.length === 0 || visible > 0
}

export function onlyPerson(person) {
  personFilter = person && { id: person.id, label: personLabel(person) }
  const chip = byId('only-person')
  chip.hidden = !personFilter
  if (personFilter) {
    chip.textContent = `Only ${personFilter.label} ×`
    chip.setAttribute('aria-label', `Showing only ${personFilter.label}; show everybody`)
  }
  filter()
}

export function watchFilters() {
  byId('filters').addEventListener('submit', (submitted) => submitted.preventDefault())
  for (const id of ['search', 'only-event', 'only-own']) byId(id).addEventListener('input', filter)
  byId('only-person').addEventListener('click', () => onlyPerson(null))
  document.addEventListener('keydown', (pressed) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '')
    if (pressed.key === '/' && !typing && !pressed.ctrlKey && !pressed.metaKey) {
      pressed.preventDefault()
      byId('search').focus()
    }
  })
}

function filter() {
  for (const row of rows) row.node.hidden = !fits(row)
  settle()
}

function fits(row) {
  const name = byId('only-event').value
  if (name && row.event.event !== name) return false
  if (byId('only-own').checked && row.event.event.startsWith('$')) return false
  const person = people.personOf(row.event.distinct_id)
  if (personFilter && person?.id !== personFilter.id) return false
  const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean)
  const label = person ? personLabel(person).toLowerCase() : ''
  return words.every((word) => row.text.includes(word) || label.includes(word))
}

function offerName(name) {
  const select = byId('only-event')
  const option = el('option', { value: name }, name)
  const next = [...select.options].slice(1).find((other) => order(other.value) > order(name))
  select.insertBefore(option, next ?? null)
}

/** The app's own names first. */
const order = (name) => (name.startsWith('$') ? `1${name}` : `0${name}`)

function summary(event, who) {
  const told = hint(event).flatMap(([key, value], index) => [index ? ' · ' : '', key ? `${key} ` : '', el('b', {}, value)])
  return el(
    'summary',
    {},
    el('span', { class: 'twist', 'aria-hidden': 'true' }),
    el('time', { datetime: event.timestamp, title: event.timestamp }, clock(event.timestamp)),
    el('span', { class: event.event.startsWith('$') ? 'name plumbing' : 'name', title: event.event }, event.event),
    el('span', { class: 'hint' }, sign(event), told),
    who,
  )
}

function sign({ event }) {
  const [word, sentence] = SIGNS.get(event) ?? []
  return word ? el('span', { class: 'sign', title: sentence }, word) : null
}

function tellWho(row) {
  const { event, who } = row
  const person = people.personOf(event.distinct_id)
  const label = person ? personLabel(person) : shortId(event.distinct_id)
  const groups = Object.entries(event.properties.$groups ?? {}).slice(0, 1)
  const signature = JSON.stringify([person?.id, person?.has_profile, label, groups.map(([type, key]) => groupName(type, key))])
  if (row.told === signature) return
  row.told = signature
  who.replaceChildren(
    ...groups.map(([type, key]) => el('span', { class: 'tag', title: `${type}: ${key}` }, groupName(type, key))),
    el('span', { class: 'person', title: event.distinct_id }, people.face(person), el('span', {}, label)),
  )
}

function groupName(type, key) {
  const group = people.groupOf(type, key)
  return group ? groupLabel(group) : String(key)
}

function body(event) {
  const { own, telling, defaults } = split(event.properties)
  const updates = ['$set', '$set_once', '$unset'].filter((key) => event[key] !== undefined).map((key) => [key, event[key]])
  const [, sentence] = SIGNS.get(event.event) ?? []
  const initial = updates.some(([, value]) => Object.keys(value ?? {}).length > 12)
  const part = (title, entries) => (entries.length ? [el('h3', {}, title), table(entries)] : [])
  return el(
    'div',
    { class: 'body' },
    links(event),
    sentence ? el('p', { class: 'note' }, sentence) : null,
    exceptions.view(event.properties.$exception_list),
    elements.view(event.properties.$elements_chain),
    part(event.event.startsWith('$') ? 'About this event' : 'The app’s own properties', [...own, ...telling]),
    initial
      ? fold(el('summary', {}, 'Updates to the person'), () => table(updates), { class: 'fold' })
      : part('Updates to the person', updates),
    fold(el('summary', {}, `${defaults.length} default properties`), () => table(defaults), { class: 'fold' }),
    fold(el('summary', {}, 'As it was on the wire'), () => json(event.raw), { class: 'fold' }),
  )
}

function links(event) {
  const person = people.personOf(event.distinct_id)
  const button = (label, onclick) => el('button', { type: 'button', class: 'text-button', onclick }, label)
  const groups = Object.entries(event.properties.$groups ?? {})
  return el(
    'p',
    { class: 'links' },
    person ? button(personLabel(person), () => people.openPerson(people.personOf(event.distinct_id).id)) : null,
    groups.map(([type, key]) => button(`${type} ${groupName(type, key)}`, () => people.openGroup(type, key))),
    el('span', {}, `received ${clock(event.received_at)}`),
    el('span', {}, `in request ${event.request_id}`),
    el('span', { class: 'mono' }, event.uuid),
  )
}
