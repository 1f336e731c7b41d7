// Starts the page: which project, what is there already, what arrives.

import * as api from './api.js'
import * as delivery from './delivery.js'
import { byId, el } from './dom.js'
import * as events from './events.js'
import * as flags from './flags.js'
import * as funnel from './funnel.js'
import * as people from './people.js'
import * as rate from './rate.js'
import * as requests from './requests.js'

const parameters = new URLSearchParams(location.search)
const steps = parameters.get('steps') ?? undefined
const counts = { events: 0, requests: 0, repeats: 0 }

let token = parameters.get('token')
let stop = () => {}
let instance = null
let paused = false
/** What arrived while the page was paused, to be shown on resuming. */
let waiting = []
let asking = null

await begin()

async function begin() {
  events.watchFilters()
  flags.watch()
  people.onFilter((person) => events.onlyPerson(person))
  byId('token').addEventListener('change', (changed) => go(changed.target.value))
  byId('token').addEventListener('focus', offerTokens)
  byId('pause').addEventListener('click', togglePause)
  byId('clear').addEventListener('click', () => api.clear(token))
  byId('how').textContent = `posthog.init('phc_your_project', { api_host: '${location.origin}' })`
  setInterval(rate.draw, 1000)
  await offerTokens()
  if (token) await open()
  else waitForAnybody()
}

async function offerTokens() {
  const known = await api.tokens().catch(() => [])
  token ??= known[0]?.token ?? null
  const names = [...new Set([...known.map((one) => one.token), ...(token ? [token] : [])])]
  const select = byId('token')
  const shown = [...select.options].map((option) => option.value)
  if (names.join('\n') !== shown.join('\n')) select.replaceChildren(...names.map((name) => el('option', { value: name }, name)))
  select.disabled = names.length === 0
  if (token) select.value = token
  return known
}

/** No project has sent anything yet: the first that does is shown. */
function waitForAnybody() {
  events.settle()
  rate.draw()
  funnel.show([])
  const defined = () => api.flags().then((known) => token || flags.show(null, known), () => tellLink('wait'))
  defined()
  stop = api.listen(null, undefined, { hello, flags: defined, request: (request) => request.token && go(request.token) }, tellLink)
}

function go(next) {
  token = next
  const url = new URL(location.href)
  url.searchParams.set('token', token)
  history.replaceState(null, '', url)
  open()
}

async function open() {
  stop()
  forget()
  const [known, stored, log] = await Promise.all([offerTokens(), api.events(token, 500), api.requests(token, 100), refresh()])
  const total = known.find((one) => one.token === token)
  counts.events = (total?.events ?? stored.length) - stored.length
  counts.requests = (total?.requests ?? log.length) - log.length
  for (const event of stored) takeEvent(event, false)
  for (const request of log) takeRequest(request)
  settle()
  const heard = {
    hello,
    event: (event) => arrive(() => takeEvent(event, true)),
    request: (request) => arrive(() => takeRequest(request)),
    cleared: () => {
      forget()
      askSoon()
    },
    flags: askSoon,
    ledger: askSoon,
    lagged: () => open(),
  }
  stop = api.listen(token, stored.at(-1)?.id ?? 0, heard, tellLink)
}

function forget() {
  Object.assign(counts, { events: 0, requests: 0, repeats: 0 })
  waiting = []
  events.forget()
  requests.forget()
  rate.forget()
  settle()
}

/** A collector that was started anew counts from one again; what this page knows is then of no use. */
function hello(greeting) {
  if (instance && instance !== greeting.instance) location.reload()
  instance = greeting.instance
}

function arrive(take) {
  if (paused) {
    waiting.push(take)
    byId('pause').textContent = `Resume (${waiting.length})`
    return
  }
  take()
  settle()
  askSoon()
}

function takeEvent(event, fresh) {
  counts.events += 1
  rate.note(event.received_at)
  events.add(event, fresh)
}

function takeRequest(request) {
  counts.requests += 1
  counts.repeats += request.duplicates ?? 0
  requests.add(request)
}

function settle() {
  for (const [name, count] of Object.entries(counts)) byId(`count-${name}`).textContent = count.toLocaleString('en')
  events.settle()
}

/** Persons, groups, the funnel, the flags and deliveries are the collector's to work out; many arrivals make one question. */
function askSoon() {
  asking ??= setTimeout(() => {
    asking = null
    refresh().catch(() => tellLink('wait'))
  }, 250)
}

async function refresh() {
  const of = token
  const [persons, groups, counted, defined, ledgers] = await Promise.all([
    api.persons(of),
    api.groups(of),
    api.funnel(of, steps),
    api.flags(of),
    api.ledgers(of),
  ])
  if (of !== token) return
  people.set(persons, groups)
  events.peopleChanged()
  funnel.show(counted)
  flags.show(of, defined)
  delivery.show(ledgers)
  byId('count-persons').textContent = persons.length.toLocaleString('en')
  byId('count-groups').textContent = groups.length.toLocaleString('en')
}

function togglePause() {
  paused = !paused
  const button = byId('pause')
  button.setAttribute('aria-pressed', String(paused))
  button.textContent = paused ? 'Resume' : 'Pause'
  if (paused) return
  for (const take of waiting.splice(0)) take()
  settle()
  askSoon()
}

function tellLink(state) {
  const link = byId('link')
  link.dataset.state = state
  link.textContent = { on: 'Live', wait: 'Connection lost, trying again', off: 'Disconnected; reload the page' }[state]
}
