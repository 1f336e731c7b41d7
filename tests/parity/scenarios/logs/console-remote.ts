import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server asks for the console, and on the next page it is heard before the answer', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/config$/, { body: { supportedCompression: ['gzip-js'], hasFeatureFlags: false, logs: { captureConsoleLogs: true } } }),
    wait('1s'),
    () => console.log('first page'),
    wait('4s'),
    open('/next'),
    wait('1s'),
    () => console.log('second page'),
    wait('4s'),
    reply(/\/config$/, { body: { supportedCompression: ['gzip-js'], hasFeatureFlags: false, logs: { captureConsoleLogs: false } } }),
    open('/third'),
    wait('1s'),
    () => console.log('third page'),
    wait('4s'),
  ],
})
