import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page opens the toolbar', {
  page: {
    config: { advanced_disable_toolbar_metrics: true, ui_host: 'https://ui.shop.example/' },
    before: () => {
      ;(window as any).ph_load_toolbar = (params: any, own: any) => note('toolbar', params, String(own))
    },
  },
  steps: [
    reply(/toolbar\.js/, { status: 200, body: '', headers: { 'content-type': 'text/javascript' } }),
    wait('1s'),
    () => posthog.loadToolbar({ accessToken: 'a', source: 'url' } as any),
    wait('1s'),
    () => posthog.loadToolbar({ accessToken: 'b' } as any),
    () => {
      const open = document.createElement('div')
      open.id = '__POSTHOG_TOOLBAR__'
      document.body.append(open)
      return posthog.loadToolbar({ accessToken: 'c' } as any)
    },
    () => {
      document.body.innerHTML = ''
      window.dispatchEvent(new Event('turbolinks:load'))
    },
    wait('1s'),
  ],
})
