// How times, sizes, people and events read.

export function clock(iso) {
  const time = new Date(iso)
  const two = (number) => String(number).padStart(2, '0')
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

export const percent = (share) => `${Math.round(share * 100)} %`

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** An id that is long is told apart by its end: time-ordered ids of one minute begin alike. */
export const shortId = (id) => (id.length > 16 ? `…${id.slice(-8)}` : id)

const NAMES = ['name', 'full_name', 'email', 'username']

/** What a person is called: the first property that looks like a name, else an id they chose, else an id they were given. */
export function personLabel(person) {
  for (const key of NAMES) {
    const name = person.properties[key]
    if (typeof name === 'string' && name) return name
  }
  const readable = person.distinct_ids.find((id) => !/^[0-9a-f-]{30,}$/i.test(id))
  return readable ?? shortId(person.distinct_ids[0])
}

export function groupLabel(group) {
  const name = group.properties.name
  return typeof name === 'string' && name ? name : group.key
}

export function initials(label) {
  const words = label.replace(/@.*/, '').split(/[\s._…-]+/).filter(Boolean)
  return ((words[0]?.[0] ?? '·') + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase()
}

/** The same hue for the same person on every visit. */
export const hue = (personId) => (personId * 137) % 360

/** 1st, 2nd, 3rd, 4th … 11th … 21st. */
export function ordinal(number) {
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10
  return `${number}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

/** An element of a chain as a style sheet would name it; `most` classes are enough to know it again. */
export function selector({ tag, id, classes }, most = Infinity) {
  const named = classes.slice(0, most).map((name) => `.${name}`)
  return [tag, id ? `#${id}` : '', ...named, classes.length > most ? ' …' : ''].join('')
}
