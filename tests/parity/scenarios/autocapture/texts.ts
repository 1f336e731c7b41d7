import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('white space, line breaks, long texts, spans in spans', {
  page: { config: { autocapture: true }, html: `<button id="a">  a
  b 	 c d   <span> one <span>two</span> <b>no</b> </span> tail <span>three</span></button><button id="b">${"long ".repeat(400)}</button><div id="c" style="cursor:pointer">${"word ".repeat(100)}<br>${"more ".repeat(60)}</div><label id="d">${"x".repeat(300)}<br>${"y".repeat(300)}<br>${"z".repeat(300)}<br>${"w".repeat(300)}<br>${"v".repeat(300)}</label><button id="e"></button>` },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), click('#d'), () => (document.querySelector('#e') as HTMLElement).click(), wait('4s')],
})
