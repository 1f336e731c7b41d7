// Reads the events out of a request's body, whichever way an SDK packed them. What cannot be read is an error: an event that was sent and not
// counted would look lost.
import { gunzipSync } from 'node:zlib'

export interface WireEvent {
  uuid: string
  event: string
  timestamp?: string
  distinct_id?: string
  properties: Record<string, unknown>
}

export function eventsOf(body: Buffer): WireEvent[] {
  const read = JSON.parse(unpacked(body)) as WireEvent | WireEvent[] | { batch: WireEvent[] }
  if (Array.isArray(read)) return read
  return 'batch' in read ? read.batch : [read]
}

function unpacked(body: Buffer): string {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body).toString()
  const text = body.toString()
  // A form, of JSON or of base64.
  const form = text.startsWith('data=') ? (new URLSearchParams(text).get('data') ?? '') : text
  return /^\s*[[{]/.test(form) ? form : Buffer.from(form, 'base64').toString()
}
