// Makes two recordings of the same visit comparable: what differs between any two runs is replaced by its kind.
import type { Json, WireRequest } from './collector.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g

/** Numbers that no two runs share. */
const VARYING = new Set([
  '$time',
  '$insert_id',
  '$prev_pageview_duration',
  '$lib_rate_limit_remaining_tokens',
  '$sdk_debug_extensions_init_time_ms',
  '$sdk_debug_current_session_duration',
  '$sdk_debug_session_start',
])

/** What prickle says of itself beside what posthog-js says. */
const OWN = new Set(['$prickle_version'])

/** Ids are numbered in the order they appear, so that equal ids stay equal and different ones different. */
export function comparable(requests: WireRequest[], token: string): Json[] {
  const seen = new Map<string, string>()
  const number = (id: string): string => seen.get(id) ?? (seen.set(id, `<id ${seen.size + 1}>`), seen.get(id) ?? '')
  const plain = (key: string, value: Json): Json => {
    if (VARYING.has(key)) return `<${typeof value}>`
    if (typeof value === 'string') return value.replaceAll(UUID, number).replaceAll(STAMP, '<time>').replaceAll(token, '<token>')
    if (Array.isArray(value)) return value.map((entry) => plain('', entry))
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => !OWN.has(name))
          .map(([name, entry]) => [name, plain(name, entry)]),
      )
    }
    return value
  }
  return requests.map(({ method, path, query, encoding, transport, headers, body }) =>
    plain('', { method, path, query, encoding, transport, contentType: headers['content-type'] ?? null, body }),
  )
}
