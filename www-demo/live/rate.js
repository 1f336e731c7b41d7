// The small chart of how many events came in the last two minutes.

import { byId } from './dom.js'

const STEP = 2000
const BARS = 60
const arrivals = new Map()

const step = (time) => Math.floor(time / STEP)

export function note(receivedAt) {
  const at = step(Date.parse(receivedAt))
  arrivals.set(at, (arrivals.get(at) ?? 0) + 1)
}

export function forget() {
  arrivals.clear()
  draw()
}

export function draw() {
  const now = step(Date.now())
  for (const at of arrivals.keys()) if (at <= now - BARS) arrivals.delete(at)
  const heights = Array.from({ length: BARS }, (_, index) => arrivals.get(now - BARS + 1 + index) ?? 0)
  const peak = Math.max(...heights)
  const chart = byId('rate')
  chart.setAttribute('viewBox', `0 0 ${BARS} 1`)
  chart.replaceChildren(
    ...heights.map((height, index) => {
      const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
      const part = peak ? height / peak : 0
      for (const [name, value] of Object.entries({ x: index + 0.1, y: 1 - part, width: 0.8, height: part })) bar.setAttribute(name, value)
      return bar
    }),
  )
  const total = heights.reduce((sum, height) => sum + height, 0)
  byId('rate-peak').textContent = total ? `${total}, at most ${peak} in 2 s` : 'none'
  chart.setAttribute('aria-label', `${total} events in the last two minutes, at most ${peak} in two seconds`)
}
