// A part of the page that shows what the SDK does, out of the SDK's own sight. The SDK takes any change of the page after a click for the page's
// answer: a counter that moves because a click was captured would make every click a live one. What is in a closed shadow root, it cannot see.
import { type ReactNode, useCallback, useState } from 'react'
import { createPortal } from 'react-dom'
import styles from './instrument.css?inline'

declare global {
  interface HTMLElement {
    /** What a closed instrument holds, for tests, which cannot see inside either. */
    reading?: HTMLElement
  }
}

export function Instrument({ name, children }: { name: string; children: ReactNode }) {
  const [inside, setInside] = useState<HTMLElement>()
  const open = useCallback((host: HTMLElement | null) => {
    if (!host) return
    host.reading ??= fit(host)
    setInside(host.reading)
  }, [])
  return (
    <div ref={open} className="instrument ph-no-capture" data-instrument={name}>
      {inside && createPortal(children, inside)}
    </div>
  )
}

function fit(host: HTMLElement): HTMLElement {
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  return root.appendChild(document.createElement('div'))
}
