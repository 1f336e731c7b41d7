import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the stack of a function that calls itself without end', {
  page: { config: { capture_exceptions: true } },
  steps: [
    wait('1s'),
    // Where exactly the engine gives up is another place each time, so the stack is a given one.
    () => {
      const error = new RangeError('Maximum call stack size exceeded')
      const at = (name: string, place: string) => `    at ${name} (https://www.shop.example/app.js:${place})`
      const round = [at('even', '3:9'), at('odd', '7:9')]
      error.stack = ['RangeError: Maximum call stack size exceeded', ...Array.from({ length: 400 }, () => round).flat(), at('HTMLButtonElement.onclick', '1:1')].join('\n')
      posthog.captureException(error)
    },
    wait('4s'),
  ],
})
