import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the toolbar in base64, with the hash that was there before', {
  page: {
    config: {},
    before: () => {
      ;(window as any).ph_load_toolbar = (params: any, own: any) => note('toolbar', params, String(own))
    },
  },
  steps: [
    reply(/toolbar\.js/, { status: 200, body: '', headers: { 'content-type': 'text/javascript' } }),open('/#state=eyJhY3Rpb24iOiJwaF9hdXRob3JpemUiLCJ0b2tlbiI6InBoY19wYXJpdHkiLCJ0ZW1wb3JhcnlUb2tlbiI6InQiLCJhY3Rpb25JZCI6NSwidXNlckludGVudCI6ImFkZC1hY3Rpb24iLCJkZXNpcmVkSGFzaCI6Indhcz1oZXJlIn0%3D'), wait('1s'), () => [location.hash, (window as any).ph_toolbar_state]],
})
