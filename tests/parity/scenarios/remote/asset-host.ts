import { scenario, wait } from '../../support/scenario.ts'

export default scenario('another host for scripts', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, asset_host: 'https://assets.shop.example/' },
  },
  steps: [wait('4s')],
})
