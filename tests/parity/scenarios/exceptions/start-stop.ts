import { click, scenario, wait } from '../../support/scenario.ts'

const html = `<button id="a" onclick="throw new Error('thrown')">a</button><button id="b" onclick="Promise.reject('rejected')">b</button><button id="c" onclick="console.error('told')">c</button>`

export default scenario('switched on and off while the page runs', {
  page: { html },
  steps: [
    wait('1s'),
    click('#a'),
    () => posthog.startExceptionAutocapture(),
    wait('1s'),
    () => posthog.config.capture_exceptions,
    click('#a'),
    click('#b'),
    click('#c'),
    () => posthog.stopExceptionAutocapture(),
    () => posthog.config.capture_exceptions,
    click('#a'),
    click('#b'),
    () => posthog.startExceptionAutocapture({ capture_unhandled_errors: false, capture_unhandled_rejections: false, capture_console_errors: true }),
    wait('1s'),
    () => posthog.config.capture_exceptions,
    click('#a'),
    click('#b'),
    click('#c'),
    wait('4s'),
  ],
})
