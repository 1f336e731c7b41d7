// Any value of the page as JSON, so that two runs can be compared: what JSON has no word for gets one, beginning with a tilde.

export function described(value: unknown, above: object[] = []): unknown {
  switch (typeof value) {
    case 'undefined':
      return '~undefined'
    case 'function':
      return '~function'
    case 'symbol':
      return '~symbol'
    case 'bigint':
      return `~bigint ${value}`
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : `~number ${Object.is(value, -0) ? '-0' : value}`
    case 'object':
      return value === null ? null : ofObject(value, above)
    default:
      return value
  }
}

function ofObject(value: object, above: object[]): unknown {
  if (above.includes(value)) return '~circular'
  if (value instanceof Date) return `~date ${Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString()}`
  if (value instanceof Error) return `~error ${value.name}: ${value.message}`
  if (value instanceof Promise) return '~promise'
  if (value instanceof RegExp) return `~regexp ${value}`
  if (value instanceof Node) return `~node ${value.nodeName}`
  if (value === window) return '~window'
  if (value instanceof Event) return `~event ${value.type}`
  if ('capture' in value && 'identify' in value) return `~instance ${String(value)}`
  const inside = [...above, value]
  if (Array.isArray(value)) return value.map((entry) => described(entry, inside))
  return Object.fromEntries(Object.keys(value).map((key) => [key, read(value, key, inside)]))
}

function read(value: object, key: string, above: object[]): unknown {
  try {
    return described((value as Record<string, unknown>)[key], above)
  } catch (error) {
    return `~thrown ${String(error)}`
  }
}
