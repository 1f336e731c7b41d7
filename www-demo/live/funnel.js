// How many persons went how far.

import { byId, el } from './dom.js'
import { percent, plural } from './format.js'

export function show(steps) {
  byId('funnel').replaceChildren(
    ...steps.map((step, index) => {
      const bar = el('i', { style: ['width', percent(step.from_first).replace(' ', '')] })
      return el(
        'li',
        {},
        el('div', { class: 'step-line' }, el('strong', {}, step.event), el('span', {}, plural(step.persons, 'person'))),
        el('div', { class: 'meter', 'aria-hidden': 'true' }, bar),
        el('p', { class: 'step-note' }, note(step, steps[index - 1])),
      )
    }),
  )
}

function note(step, before) {
  if (before ? !before.persons : !step.persons) return 'nobody yet'
  if (!before) return 'where it begins'
  const lost = before.persons - step.persons
  return `${percent(step.from_previous)} of the step before${lost ? `, ${lost} stopped` : ''}`
}
