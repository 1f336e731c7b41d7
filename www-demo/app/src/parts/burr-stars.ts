// <burr-stars>: one to five stars, as a custom element with an open shadow root, such as design systems have.
import type {} from 'react'

const STYLE = `
  :host { display: inline-flex; gap: 0.1rem; }
  button { font: 1.5rem/1 var(--sans); width: 2.4rem; height: 2.4rem; border: 0; border-radius: 8px; background: none; color: var(--line); cursor: pointer; }
  button:hover { background: var(--sunk); }
  button:focus-visible { outline: 2px solid var(--thistle); outline-offset: -2px; }
  button.lit { color: var(--amber); }
`

class BurrStars extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return
    const root = this.attachShadow({ mode: 'open' })
    const style = document.createElement('style')
    style.textContent = STYLE
    const stars = [1, 2, 3, 4, 5].map((count) => star(count))
    const light = (count: number) =>
      stars.forEach((one, index) => {
        one.classList.toggle('lit', index < count)
        one.setAttribute('aria-pressed', String(index + 1 === count))
      })
    stars.forEach((one, index) => one.addEventListener('click', () => light(index + 1)))
    light(3)
    root.append(style, ...stars)
  }
}

function star(count: number): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'star'
  button.textContent = '★'
  button.setAttribute('aria-label', count === 1 ? '1 star' : `${count} stars`)
  return button
}

if (!customElements.get('burr-stars')) customElements.define('burr-stars', BurrStars)

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'burr-stars': HTMLAttributes<HTMLElement>
    }
  }
}
