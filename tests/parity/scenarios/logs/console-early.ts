import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what is said on the console before signals.js is there', {
  page: { config: { logs: { captureConsoleLogs: true } }, after: () => console.log('at once', { a: { b: 1 } }) },
  steps: [wait('1s'), () => console.log('later'), wait('4s')],
})
