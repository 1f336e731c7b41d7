// The lane of requests: how events travelled, and what they were answered.

import * as api from './api.js'
import { byId, el, fold } from './dom.js'
import { clock, plural, size } from './format.js'
import { json, table } from './properties.js'

const KEPT = 200

export function add(request) {
  byId('no-requests').hidden = true
  const list = byId('requests')
  list.prepend(el('li', { class: 'row' }, fold(summary(request), () => body(request))))
  while (list.children.length > KEPT) list.lastElementChild.remove()
}

export function forget() {
  byId('requests').replaceChildren()
  byId('no-requests').hidden = false
}

function summary(request) {
  const way = [clock(request.received_at), request.transport === 'other' ? 'no browser' : request.transport, request.encoding]
  if (request.size) way.push(request.decoded_size > request.size ? `${size(request.size)} (${size(request.decoded_size)})` : size(request.size))
  if (request.query.retry_count) way.push(`retry ${request.query.retry_count}`)
  if (request.duplicates) way.push(plural(request.duplicates, 'repeat'))
  const trouble = request.error ?? request.fault
  return el(
    'summary',
    {},
    status(request),
    el('span', { class: 'path', title: `${request.method} ${request.path}` }, `${request.method === 'POST' ? '' : `${request.method} `}${request.path}`),
    el('span', { class: 'carried' }, request.events === null ? '' : plural(request.events, 'event')),
    el('span', { class: 'ways' }, way.filter((part) => part !== 'none').join(' · '), trouble ? el('span', { class: 'trouble' }, ` · ${trouble}`) : null),
  )
}

function status({ status: code }) {
  const kind = code === null || code >= 500 ? 'status bad' : code >= 300 ? 'status warn' : 'status'
  return el('span', { class: kind, title: code === null ? 'No answer was sent' : `Answered ${code}` }, code === null ? 'cut' : String(code))
}

function body(request) {
  const place = el('div', { class: 'body' }, el('p', { class: 'note' }, 'Reading…'))
  api.request(request.id).then(
    (full) =>
      place.replaceChildren(
        ...(Object.keys(full.query).length ? [el('h3', {}, 'Query'), table(Object.entries(full.query))] : []),
        el('h3', {}, 'Headers'),
        table(Object.entries(full.headers)),
        ...(full.body === null ? [] : [el('h3', {}, 'Body'), json(full.body)]),
      ),
    (error) => place.replaceChildren(el('p', { class: 'note' }, String(error.message))),
  )
  return place
}
