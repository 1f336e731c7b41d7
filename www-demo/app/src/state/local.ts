// localStorage that cannot fail: where it is denied or full, values live as long as the page.
const kept = new Map<string, string>()

export function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? kept.get(key)
  } catch {
    return kept.get(key)
  }
}

export function write(key: string, value: string): void {
  kept.set(key, value)
  try {
    localStorage.setItem(key, value)
  } catch {
    // Kept in memory above.
  }
}
