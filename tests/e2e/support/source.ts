// Test code in Node, page code in the browser: configs hold functions, which cannot cross as JSON, so they cross as source text.

/** A JavaScript expression that makes `value`. Functions must be self-contained: they see nothing of the test's scope. */
export function toSource(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'function') return `(${value.toString()})`
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Date) return `new Date(${value.getTime()})`
  if (value instanceof RegExp) return value.toString()
  if (Array.isArray(value)) return `[${value.map(toSource).join(',')}]`
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${JSON.stringify(key)}:${toSource(entry)}`)
      .join(',')}}`
  }
  // `</script>` in a text must not end the script element that the source is put into.
  return JSON.stringify(value).replaceAll('</', '<\\/')
}
