// Pages by the history API: pushState on links, popstate on back and forward. Nothing more is needed for a handful of pages.
import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react'

const TITLES: [RegExp, string][] = [
  [/^\/$/, 'Burr: keep what sticks'],
  [/^\/signup$/, 'Sign up · Burr'],
  [/^\/login$/, 'Log in · Burr'],
  [/^\/onboarding$/, 'Welcome · Burr'],
  [/^\/boards$/, 'Boards · Burr'],
  // Not the board's name: what people write stays out of page titles, and so out of page views.
  [/^\/boards\/[^/]+$/, 'Board · Burr'],
  [/^\/shared\/[^/]+$/, 'Shared with you · Burr'],
  [/^\/plans$/, 'Plans · Burr'],
  [/^\/settings$/, 'Settings · Burr'],
  [/^\/playground$/, 'Playground · Burr'],
]
const listeners = new Set<() => void>()

// Registered when this module loads, so before the SDK's own listener: a page view should carry the title of its page.
window.addEventListener('popstate', arrive)
setTitle(location.pathname)

/** Goes to a page of the app. The title comes first, for the page view that the SDK takes inside pushState. */
export function navigate(path: string, replace = false): void {
  setTitle(path)
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  scrollTo(0, 0)
  arrive()
}

export function usePath(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => location.pathname,
  )
}

export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href)
  }
  const here = location.pathname === href
  return <a {...rest} href={href} onClick={follow} aria-current={here ? 'page' : undefined} />
}

function arrive(): void {
  setTitle(location.pathname)
  listeners.forEach((listener) => listener())
}

function setTitle(path: string): void {
  document.title = TITLES.find(([pattern]) => pattern.test(path))?.[1] ?? 'Not found · Burr'
}
