import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the request where nothing was captured knows nothing of how the visitor came', {
  page: { config: ON },
  steps: [...loads(), open('/start?utm_source=news', { referrer: 'https://blog.example/post' }), wait('1s')],
})
