// Asks the collector, and listens to it.

async function ask(path, parameters = {}) {
  const url = new URL(path, location.origin)
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null) url.searchParams.set(key, value)
  }
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return answer.json()
}

export const tokens = () => ask('/_/tokens')
export const events = (token, limit) => ask('/_/events', { token, limit })
export const requests = (token, limit) => ask('/_/requests', { token, limit, brief: 1 })
export const request = (id) => ask(`/_/requests/${id}`)
export const persons = (token) => ask('/_/persons', { token })
export const groups = (token) => ask('/_/groups', { token })
export const funnel = (token, steps) => ask('/_/funnel', { token, steps })
export const flags = (token) => ask('/_/flags', { token })
export const ledgers = (token) => ask('/_/ledger', { token })
export const clear = (token) => fetch(`/_/clear?token=${encodeURIComponent(token)}`, { method: 'POST' })

/** Changes a flag for all projects; the answer is what `flags` answers. */
export async function changeFlag(token, change) {
  const url = new URL('/_/flags', location.origin)
  if (token) url.searchParams.set('token', token)
  const answer = await fetch(url, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) })
  if (!answer.ok) throw new Error((await answer.json()).detail)
  return answer.json()
}

/**
 * Hears what arrives from event `since` on; the browser reconnects by itself and names the last event it has seen.
 * `heard` has a function per kind of message, and `link` is told 'on', 'wait' or 'off'.
 */
export function listen(token, since, heard, link) {
  const url = new URL('/_/stream', location.origin)
  if (token) url.searchParams.set('token', token)
  if (since !== undefined) url.searchParams.set('since', since)
  const source = new EventSource(url)
  source.onopen = () => link('on')
  source.onerror = () => link(source.readyState === EventSource.CLOSED ? 'off' : 'wait')
  for (const [kind, hear] of Object.entries(heard)) {
    source.addEventListener(kind, (message) => hear(JSON.parse(message.data)))
  }
  return () => source.close()
}
