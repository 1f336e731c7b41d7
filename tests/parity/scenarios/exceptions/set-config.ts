import { click, scenario, wait } from '../../support/scenario.ts'

const html = `<button id="a" onclick="throw new Error('thrown')">a</button><button id="b" onclick="Promise.reject('rejected')">b</button>`

export default scenario('switched by set_config', {
  page: { config: { capture_exceptions: { capture_unhandled_errors: true } }, html },
  steps: [
    wait('1s'),
    click('#a'),
    click('#b'),
    () => posthog.set_config({ capture_exceptions: { capture_unhandled_rejections: true } }),
    click('#a'),
    click('#b'),
    () => posthog.set_config({ debug: false }),
    click('#b'),
    () => posthog.set_config({ capture_exceptions: null }),
    click('#a'),
    click('#b'),
    () => posthog.set_config({ capture_exceptions: 'yes' }),
    click('#a'),
    click('#b'),
    wait('4s'),
  ],
})
