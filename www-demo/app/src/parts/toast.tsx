// Short messages about what was just done, read out by screen readers.
import { useSyncExternalStore } from 'react'

const STAYS_MS = 4000
const listeners = new Set<() => void>()
let message = ''
let timer: ReturnType<typeof setTimeout> | undefined

export function toast(text: string): void {
  clearTimeout(timer)
  show(text)
  timer = setTimeout(() => show(''), STAYS_MS)
}

export function Toasts() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => message,
  )
  return (
    <div className="toasts" role="status">
      {text && <p>{text}</p>}
    </div>
  )
}

function show(text: string): void {
  message = text
  listeners.forEach((listener) => listener())
}
