// The flags: what is defined, who was told what, switches to change that, and the experiments' tables.

import * as api from './api.js'
import { byId, el, fold } from './dom.js'
import { clock, percent, personLabel, plural, shortId } from './format.js'
import * as people from './people.js'

const OPERATORS = {
  exact: 'is',
  is_not: 'is not',
  icontains: 'contains',
  not_icontains: 'does not contain',
  regex: 'matches',
  not_regex: 'does not match',
  is_set: 'is there',
  is_not_set: 'is not there',
  gt: 'is more than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
}

let token = null
let shown = null
/** What kept the last change from being made. */
let trouble = ''
/** A slider that is being pulled is not drawn anew under the hand, nor put back before its change is made. */
let pulling = false
let changing = 0
const unfolded = new Set()

export function watch() {
  const panel = byId('flags')
  panel.addEventListener('pointerdown', ({ target }) => (pulling = target.type === 'range'))
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(end, () => {
      if (pulling) setTimeout(draw)
      pulling = false
    })
  }
}

/** `flags` as the collector answers; of `of`, the project. */
export function show(of, flags) {
  token = of
  shown = flags
  draw()
}

async function change(what) {
  changing += 1
  try {
    shown = await api.changeFlag(token, what)
    trouble = ''
  } catch (error) {
    trouble = error.message
  }
  changing -= 1
  draw()
}

function draw() {
  if (pulling || changing || !shown) return
  const panel = byId('flags')
  panel.hidden = shown.file === null && !shown.error
  const held = panel.contains(document.activeElement) ? document.activeElement.dataset.key : null
  panel.replaceChildren(
    el('div', { class: 'head' }, el('h2', { id: 'flags-title' }, 'Feature flags'), el('p', { class: 'note', title: shown.file }, shown.file?.split(/[\\/]/).at(-1))),
    ...problems(),
    el('ul', { class: 'flag-list' }, shown.flags.map(flagView)),
  )
  if (held) panel.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })
}

function problems() {
  return [
    shown.error && el('div', { class: 'problem', role: 'alert' }, el('p', {}, 'The file has a mistake. The flags stay as they were.'), el('pre', {}, shown.error)),
    trouble && el('p', { class: 'problem', role: 'alert' }, trouble),
    shown.fixed && el('p', { class: 'note' }, 'A test has fixed the flags of this project: the file says nothing about them.'),
  ].filter(Boolean)
}

function flagView(flag) {
  return el(
    'li',
    { class: flag.enabled ? 'flag' : 'flag off', 'data-flag': flag.key },
    el('div', { class: 'flag-head' }, el('strong', {}, flag.key), onOff(flag)),
    flag.description ? el('p', { class: 'note' }, flag.description) : null,
    el('ol', { class: 'conditions' }, flag.conditions.map((condition, index) => conditionView(flag, condition, index))),
    flag.variants.length ? variantsView(flag) : null,
    visitorsView(flag),
    flag.experiment ? tableView(flag) : null,
  )
}

function onOff({ key, enabled }) {
  const onchange = ({ target }) => change({ key, enabled: target.checked })
  const box = el('input', { type: 'checkbox', role: 'switch', checked: enabled, onchange, 'data-key': `${key} on`, 'aria-label': `${key} is on` })
  return el('label', { class: 'switch' }, box, el('span', { 'aria-hidden': 'true' }, enabled ? 'on' : 'off'))
}

function conditionView(flag, condition, index) {
  const among = flag.aggregation_group_type
  const words = condition.properties.map(({ key, operator, value }) => [key, OPERATORS[operator], wanted(value)].filter(Boolean).join(' '))
  const everybody = among ? `every ${among}` : 'everybody'
  const whom = words.length ? `${among ? `every ${among}` : 'people'} whose ${words.join(' and ')}` : everybody
  const rollout = (percentage) => `${percentage} %`
  return el(
    'li',
    {},
    el('p', {}, index ? 'else ' : '', whom, condition.variant ? ` gets ${condition.variant}` : ''),
    slider(`${flag.key} ${index}`, `Rollout of ${flag.key}, ${whom}`, condition.rollout_percentage, rollout, (rollout_percentage) => ({
      key: flag.key,
      condition: index,
      rollout_percentage,
    })),
  )
}

function wanted(value) {
  if (value === null) return ''
  return [value].flat().map((one) => (typeof one === 'string' ? `“${one}”` : String(one))).join(' or ')
}

/** Two variants share one slider; more are set in the file. */
function variantsView(flag) {
  const [one, other, ...more] = flag.variants
  if (!other || more.length) {
    return el('p', { class: 'note' }, flag.variants.map(({ key, rollout_percentage }) => `${key} ${rollout_percentage} %`).join(' · '))
  }
  const shares = (percentage) => `${one.key} ${percentage} % · ${other.key} ${100 - percentage} %`
  const split = (percentage) => ({ key: flag.key, variants: { [one.key]: percentage, [other.key]: 100 - percentage } })
  return el('div', { class: 'variants' }, slider(`${flag.key} variants`, `Share of ${one.key} in ${flag.key}`, one.rollout_percentage, shares, split))
}

function slider(key, label, percentage, words, made) {
  const output = el('output', {}, words(percentage))
  const oninput = ({ target }) => (output.textContent = words(Number(target.value)))
  const onchange = ({ target }) => {
    pulling = false
    change(made(Number(target.value)))
  }
  const range = { type: 'range', min: 0, max: 100, step: 5, value: percentage, 'aria-label': label, 'data-key': key, oninput, onchange }
  return el('div', { class: 'slider' }, el('input', range), output)
}

/** The latest answer of each person; ids that have sent nothing yet are persons of their own. */
function visitorsView({ key, enabled, visitors }) {
  const latest = new Map()
  for (const visitor of visitors) {
    const person = people.personOf(visitor.distinct_id)
    const who = person ? `person ${person.id}` : visitor.distinct_id
    if (!latest.has(who)) latest.set(who, { ...visitor, person })
  }
  const counts = Map.groupBy(latest.values(), ({ value }) => String(value))
  if (!latest.size) return el('p', { class: 'note' }, enabled ? 'Nobody has asked yet.' : 'Nobody is told of it.')
  const tally = [...counts].sort().flatMap(([value, those]) => [valueTag(value), ` ${those.length} `])
  const list = () => el('ul', { class: 'told-list' }, [...latest.values()].map(visitorView))
  const node = fold(el('summary', {}, `${plural(latest.size, 'visitor')}: `, tally), list, { class: 'fold', open: unfolded.has(key) })
  node.addEventListener('toggle', () => (node.open ? unfolded.add(key) : unfolded.delete(key)))
  node.firstChild.dataset.key = `${key} visitors`
  return node
}

function visitorView({ distinct_id, person, value, reason, at }) {
  const label = person ? personLabel(person) : shortId(distinct_id)
  const name = person ? el('button', { type: 'button', class: 'text-button', onclick: () => people.openPerson(person.id) }, label) : label
  return el('li', { title: distinct_id }, el('span', { class: 'label' }, name), valueTag(String(value)), el('span', { class: 'soft' }, reason, ' · ', clock(at).slice(0, 8)))
}

const valueTag = (value) => el('span', { class: value === 'false' ? 'value no' : 'value' }, value)

function tableView({ conversion, experiment }) {
  const cells = ({ variant, exposed, converted, rate, calls }) =>
    el('tr', { 'data-variant': variant }, el('th', { scope: 'row' }, variant), [exposed, converted, exposed ? percent(rate) : '–', calls].map((cell) => el('td', {}, String(cell))))
  const heads = ['Variant', 'Visitors', 'Converted', 'Rate', 'Calls'].map((head) => el('th', { scope: 'col' }, head))
  const several = experiment.shown_several
  return el(
    'div',
    { class: 'experiment' },
    el('table', {}, el('caption', {}, 'Success is ', el('code', {}, conversion)), el('thead', {}, el('tr', {}, heads)), el('tbody', {}, experiment.variants.map(cells))),
    several ? el('p', { class: 'note', 'data-several': several }, `${plural(several, 'visitor')} saw several variants and ${several === 1 ? 'counts' : 'count'} for none.`) : null,
  )
}
