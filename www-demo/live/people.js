// Who is behind the events: the list of persons and groups, and one of them in full.

import { byId, el, fold } from './dom.js'
import { clock, groupLabel, hue, initials, personLabel, plural } from './format.js'
import { split, table } from './properties.js'

const SHOWN = 60

let persons = []
let groups = []
let byDistinctId = new Map()
/** What the panel shows: nothing (the lists), or ['person', id], or ['group', type, key]. */
let open = null
let onlyPerson = () => {}

export function set(newPersons, newGroups) {
  persons = newPersons.toSorted((a, b) => (a.last_seen < b.last_seen ? 1 : -1))
  groups = newGroups
  byDistinctId = new Map(persons.flatMap((person) => person.distinct_ids.map((id) => [id, person])))
  draw()
}

export const onFilter = (callback) => (onlyPerson = callback)
export const personOf = (distinctId) => byDistinctId.get(distinctId)
export const groupOf = (type, key) => groups.find((group) => group.type === type && group.key === String(key))

export function face(person) {
  if (!person) return el('span', { class: 'face unknown', 'aria-hidden': 'true' }, '·')
  const known = person.has_profile
  const attributes = { class: known ? 'face' : 'face unknown', 'aria-hidden': 'true', style: ['--hue', hue(person.id)] }
  return el('span', attributes, known && !personLabel(person).startsWith('…') ? initials(personLabel(person)) : '·')
}

export function openPerson(id) {
  show(['person', id])
}

export function openGroup(type, key) {
  show(['group', type, key])
}

function show(what) {
  open = what
  draw()
  const panel = byId('people')
  panel.focus({ preventScroll: true })
  panel.scrollIntoView({ block: 'nearest' })
}

function draw() {
  const panel = byId('people')
  // Redrawing must not take the keyboard away from who is in the panel.
  const held = panel.contains(document.activeElement) && document.activeElement !== panel ? document.activeElement.dataset.key : null
  const scrolled = panel.querySelector('.who-list')?.scrollTop ?? 0
  panel.replaceChildren(...content())
  const list = panel.querySelector('.who-list')
  if (list) list.scrollTop = scrolled
  if (held) panel.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })
}

function content() {
  const person = open?.[0] === 'person' && persons.find((one) => one.id === open[1])
  if (person) return portrait(person)
  const group = open?.[0] === 'group' && groupOf(open[1], open[2])
  if (group) return groupPortrait(group)
  return lists()
}

function lists() {
  const rows = persons.slice(0, SHOWN).map((person) =>
    row(`p${person.id}`, () => openPerson(person.id), face(person), personLabel(person), plural(person.events, 'event')),
  )
  const groupRows = groups.map((group) =>
    row(`g${group.type}:${group.key}`, () => openGroup(group.type, group.key), tag(group.type), groupLabel(group), plural(group.events, 'event')),
  )
  return [
    el('div', { class: 'head' }, el('h2', { id: 'people-title' }, 'People'), el('p', { class: 'note' }, more())),
    rows.length ? el('div', { class: 'who-list' }, rows) : el('p', { class: 'empty' }, 'Nobody yet.'),
    ...(groupRows.length ? [el('h3', {}, 'Groups'), el('div', { class: 'who-list few' }, groupRows)] : []),
  ]
}

const more = () => (persons.length > SHOWN ? `the latest ${SHOWN} of ${persons.length}` : '')

const tag = (text) => el('span', { class: 'tag' }, text)

function row(key, onclick, first, label, note) {
  const inner = [first, el('span', { class: 'label' }, label), el('span', { class: 'soft' }, note)]
  return el('button', { type: 'button', onclick, 'data-key': key }, inner)
}

function back() {
  const onclick = () => {
    open = null
    draw()
    byId('people').focus({ preventScroll: true })
  }
  return el('button', { type: 'button', class: 'text-button back', onclick, 'data-key': 'back' }, 'All people and groups')
}

function portrait(person) {
  const label = personLabel(person)
  const { own, defaults } = split(person.properties)
  const filter = () => onlyPerson(person)
  return [
    back(),
    el('div', { class: 'portrait' }, face(person), el('div', {}, el('h2', { id: 'people-title' }, label), el('p', { class: 'note' }, standing(person)))),
    el('p', {}, el('button', { type: 'button', class: 'text-button', onclick: filter, 'data-key': 'only' }, `Show only these ${plural(person.events, 'event')}`)),
    el('h3', {}, person.distinct_ids.length === 1 ? 'Id' : 'Ids'),
    el('ul', { class: 'ids' }, person.distinct_ids.map((id) => el('li', {}, id))),
    ...memberships(person),
    el('h3', {}, 'Properties'),
    own.length ? table(own) : el('p', { class: 'note' }, person.has_profile ? 'None set.' : 'None: these events ask for no profile.'),
    ...(defaults.length ? [fold(el('summary', {}, `${defaults.length} set by the SDK`), () => table(defaults), { class: 'fold' })] : []),
    el('h3', {}, 'Seen'),
    el('p', { class: 'note' }, `${clock(person.first_seen)} to ${clock(person.last_seen)}`),
  ]
}

function standing(person) {
  if (person.is_identified) return 'identified'
  return person.has_profile ? 'anonymous, with a profile' : 'anonymous'
}

function memberships(person) {
  const named = Object.entries(person.groups)
  if (!named.length) return []
  const rows = named.map(([type, key]) => {
    const group = groupOf(type, key)
    return row(`g${type}:${key}`, () => openGroup(type, key), tag(type), group ? groupLabel(group) : key, '')
  })
  return [el('h3', {}, named.length === 1 ? 'Group' : 'Groups'), el('div', { class: 'who-list' }, rows)]
}

function groupPortrait(group) {
  const members = persons.filter((person) => group.persons.includes(person.id))
  const properties = Object.entries(group.properties)
  const rows = members.map((person) => row(`p${person.id}`, () => openPerson(person.id), face(person), personLabel(person), plural(person.events, 'event')))
  return [
    back(),
    el('div', { class: 'portrait' }, el('div', {}, el('h2', { id: 'people-title' }, groupLabel(group)), el('p', { class: 'note' }, `${group.type} · ${group.key} · ${plural(group.events, 'event')}`))),
    el('h3', {}, 'Properties'),
    properties.length ? table(properties) : el('p', { class: 'note' }, 'None set.'),
    el('h3', {}, 'People'),
    rows.length ? el('div', { class: 'who-list' }, rows) : el('p', { class: 'note' }, 'Nobody is in it now.'),
  ]
}
