// Reads what a browser really holds for a page's origin, as texts, without going through any SDK.
import type { Page } from '@playwright/test'

export interface Stored {
  local: Record<string, string>
  session: Record<string, string>
  /** Decoded from document.cookie. */
  cookies: Record<string, string>
}

export function stored(page: Page): Promise<Stored> {
  return page.evaluate(() => {
    const texts = (which: 'localStorage' | 'sessionStorage'): Record<string, string> => {
      try {
        return { ...window[which] }
      } catch {
        return {}
      }
    }
    const cookies: Record<string, string> = {}
    try {
      for (const pair of document.cookie.split('; ').filter(Boolean)) {
        const cut = pair.indexOf('=')
        cookies[pair.slice(0, cut)] = decodeURIComponent(pair.slice(cut + 1))
      }
    } catch {
      // A page may be forbidden to see its cookies; then it holds none that matter.
    }
    // What waits to arrive is prickle's alone: outbox.spec.ts looks at it.
    const local = Object.fromEntries(Object.entries(texts('localStorage')).filter(([key]) => !/^ph_.*_outbox/.test(key)))
    return { local, session: texts('sessionStorage'), cookies }
  })
}
