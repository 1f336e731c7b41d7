import { click, open, reply, scenario, wait } from '../../support/scenario.ts'

const html = `<button id="a" onclick="throw new Error('thrown')">a</button><button id="b" onclick="Promise.reject('rejected')">b</button><button id="c" onclick="console.error('told')">c</button>`

export default scenario('the project’s settings switch it on, and remember', {
  page: { config: { capture_exceptions: undefined, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true }, html },
  steps: [
    reply(/\/config$/, { body: { hasFeatureFlags: false, autocaptureExceptions: true } }),
    open('/'),
    wait('1s'),
    click('#a'),
    click('#b'),
    click('#c'),
    wait('4s'),
    reply(/\/config$/, { status: 500 }),
    open('/next'),
    wait('1s'),
    click('#a'),
    wait('4s'),
    reply(/\/config$/, { body: { hasFeatureFlags: false, autocaptureExceptions: false } }),
    open('/last'),
    wait('1s'),
    click('#a'),
    wait('4s'),
  ],
})
