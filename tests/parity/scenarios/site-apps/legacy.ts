import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('site apps of the old kind are scripts', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, opt_in_site_apps: true } },
  steps: [
    reply(/\/config$/, { body: { supportedCompression: ['gzip-js'], hasFeatureFlags: false, siteApps: [{ id: 7, url: '/site_app/7/abc/' }, { id: 'b', url: 'site_app/b/' }] } }),
    wait('1s'),
    () => [String((window as any)['__$$ph_site_app_7']), String((window as any)['__$$ph_site_app_b'])],
    wait('4s'),
  ],
})
