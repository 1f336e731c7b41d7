import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a function that calls itself without end', {
  page: {
    config: { capture_exceptions: true },
    html: `<button id="a" onclick="forever(1)">a</button><script>
      function forever(n) {
        return forever(n + 1) + 1
      }
    </script>`,
  },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
