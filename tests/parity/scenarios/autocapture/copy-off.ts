import { press, scenario, wait } from '../../support/scenario.ts'

export default scenario('copies are not looked at unless asked for, and asking later is too late', {
  page: { config: { autocapture: true }, html: `<p id="p">Some text</p>` },
  steps: [wait('1s'), () => getSelection()!.selectAllChildren(document.querySelector('#p')!), press('Control+c'), () => posthog.set_config({ autocapture: { capture_copied_text: true } }), press('Control+c'), wait('4s')],
})
