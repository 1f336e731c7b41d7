import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('odd queries', {
  steps: [open('/?utm_source=caf%C3%A9+cr%C3%A8me&utm_medium=%ZZ&utm_campaign=a=b=c&utm_term&utm_content=#utm_source=hash'), wait('4s')],
})
