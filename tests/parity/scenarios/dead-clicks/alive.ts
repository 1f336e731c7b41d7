import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('clicks that the page answered, soon and late', {
  page: {
    config: { capture_dead_clicks: true, capture_pageview: false },
    html: '<button id="a" onclick="this.textContent = 1">now</button><button id="b" onclick="setTimeout(() => (this.textContent = 1), 2400)">soon</button><button id="c" onclick="setTimeout(() => (this.textContent = 1), 2600)">late</button><button id="d" onclick="setTimeout(() => this.dispatchEvent(new Event(`scroll`)), 50)">scrolls</button><button id="e" onclick="setTimeout(() => this.dispatchEvent(new Event(`scroll`)), 150)">scrolls late</button>',
  },
  steps: [wait('1s'), click('#a'), wait('5s'), click('#b'), wait('5s'), click('#c'), wait('5s'), click('#d'), wait('5s'), click('#e'), wait('9s')],
})
