// Titles that Burr suggests, so many a day. Nothing is asked of anybody: it takes the first words of the note, or the host of the address.
import { read, write } from './local'

const KEY = 'burr.suggested'
const WORDS = 6

/** How many of today's are left. */
export function suggestionsLeft(aDay: number): number {
  const [day, count] = (read(KEY) ?? '').split(' ')
  return Math.max(0, aDay - (day === today() ? Number(count) || 0 : 0))
}

/** None if there is nothing to make a title of. */
export function suggestTitle(aDay: number, { note, link }: { note: string; link: string }): string | undefined {
  const words = note.split(/\s+/).filter(Boolean)
  const title = words.slice(0, WORDS).join(' ').replace(/[,;:.]$/, '') || (URL.canParse(link) ? new URL(link).host : '')
  if (!title) return undefined
  write(KEY, `${today()} ${aDay - suggestionsLeft(aDay) + 1}`)
  return title
}

const today = (): string => new Date().toISOString().slice(0, 10)
