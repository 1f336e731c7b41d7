import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('markers on body itself', {
  page: { config: { autocapture: true }, html: `<script>document.body.className = "ph-sensitive"</script><button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), () => { document.body.className = 'ph-no-capture' }, click('#a'), wait('4s')],
})
