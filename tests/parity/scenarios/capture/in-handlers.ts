import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('events captured while the page is used by mouse and keyboard', {
  page: {
    html: '<button id="buy">Buy</button> <input id="name"> <select id="size"><option>S</option><option>M</option></select>',
    after: () => {
      for (const name of ['click', 'change', 'input', 'keydown', 'focusin']) {
        addEventListener(name, (event) => posthog.capture(`heard ${name}`, { target: (event.target as HTMLElement).id }), true)
      }
    },
  },
  steps: [wait('4s'), click('#buy'), click('#name'), type('Ann'), press('Tab'), type('M'), () => document.activeElement?.id, wait('4s')],
})
