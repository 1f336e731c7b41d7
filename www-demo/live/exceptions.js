// Draws a list of exceptions: what was thrown, where, and what caused it.

import { el, fold } from './dom.js'
import { plural } from './format.js'

const SHOWN = 6

/** Nothing for an event without such a list. */
export function view(list) {
  const entries = Array.isArray(list) ? list.filter((entry) => entry && typeof entry === 'object') : []
  return entries.length ? [el('h3', {}, 'The exception'), ...entries.map(exception)] : []
}

function exception({ type, value, mechanism, stacktrace }) {
  // The innermost frame is the last on the wire.
  const frames = Array.isArray(stacktrace?.frames) ? stacktrace.frames.filter(Boolean).toReversed() : []
  const rest = frames.slice(SHOWN)
  return el(
    'div',
    { class: 'exception' },
    el('p', {}, el('span', { class: 'note' }, relation(mechanism)), el('b', {}, text(type) || 'Error'), ' ', text(value), handling(mechanism)),
    frames.length ? trace(frames.slice(0, SHOWN)) : el('p', { class: 'note' }, 'No stack is known.'),
    rest.length ? fold(el('summary', {}, plural(rest.length, 'more frame')), () => trace(rest), { class: 'fold' }) : null,
  )
}

const RELATIONS = new Map([['cause', 'caused by '], ['member', 'one of them: ']])
const relation = (mechanism) => RELATIONS.get(mechanism?.source) ?? ''

function handling(mechanism) {
  if (typeof mechanism?.handled !== 'boolean') return null
  return mechanism.handled ? el('span', { class: 'tag' }, 'handled') : el('span', { class: 'sign' }, 'not handled')
}

function trace(frames) {
  return el('ol', { class: 'frames' }, frames.map(frame))
}

function frame({ function: name, filename, lineno, colno, in_app: ours }) {
  const place = [text(filename).replace(/^.*\/(?=[^/])/, ''), text(lineno), text(colno)].filter(Boolean).join(':')
  return el('li', { class: ours === false ? 'foreign' : null, title: text(filename) }, el('code', {}, text(name) || '?'), el('span', {}, place))
}

const text = (value) => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))
