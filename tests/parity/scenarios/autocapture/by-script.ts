import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('clicks that scripts make', {
  page: { config: { autocapture: true, rageclick: true }, html: `<button id="a">a</button><form id="f" onsubmit="event.preventDefault()"><input id="i"></form>` },
  steps: [wait('1s'), () => { (document.querySelector('#a') as HTMLElement).click() }, () => document.querySelector('#a')!.dispatchEvent(new Event('click', { bubbles: true })), () => (document.querySelector('#f') as HTMLFormElement).requestSubmit(), () => document.querySelector('#i')!.dispatchEvent(new Event('change', { bubbles: true })), () => document.dispatchEvent(new MouseEvent('click')), () => document.documentElement.click(), wait('4s')],
})
