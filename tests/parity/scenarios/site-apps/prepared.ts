import { scenario, wait } from '../../support/scenario.ts'

export default scenario('scripts and styles of site apps go past the page', {
  page: {
    config: {
      advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true,
      opt_in_site_apps: true,
      prepare_external_dependency_script: (script: HTMLScriptElement) => {
        note('script', script.id)
        script.nonce = 'n'
        return script.id === 'refused' ? null : script
      },
      prepare_external_dependency_stylesheet: (style: HTMLStyleElement) => {
        note('style', style.id)
        return style.id === 'refused' ? null : style
      },
    },
    before: () => {
      const put = (where: string) => {
        const make = (tag: string, id: string) => Object.assign(document.createElement(tag), { id, textContent: tag === 'div' ? 'x' : '' })
        const { head, body } = document
        const first = make('script', where + '-1')
        note(head.appendChild(first) === first)
        head.insertBefore(make('style', where + '-2'), first)
        head.append(make('style', where + '-3'), 'text', make('div', where + '-d'))
        body.prepend(make('script', where + '-4'))
        first.before(make('script', where + '-5'))
        first.after(make('style', where + '-6'), make('style', 'refused'))
        first.replaceWith(make('script', where + '-7'))
        body.insertAdjacentElement('beforeend', make('script', where + '-8'))
        note(body.insertAdjacentElement('beforeend', make('script', 'refused')))
        const refused = make('script', 'refused')
        note(body.appendChild(refused) === refused, refused.parentNode)
      }
      ;(window as any).put = put
      ;(window as any)._POSTHOG_REMOTE_CONFIG = {
        phc_parity: {
          config: { supportedCompression: ['gzip-js'], hasFeatureFlags: false },
          siteApps: [
            {
              id: 'a',
              init: ({ callback }: any) => {
                put('init')
                setTimeout(() => {
                  put('late')
                  callback(true)
                  put('after')
                }, 1000)
                return { processEvent: ({ event }: any) => put(event.event) }
              },
            },
          ],
        },
      }
    },
  },
  steps: [
    wait('3s'),
    () => posthog.capture('x'),
    () => (window as any).put('page'),
    () => [...document.querySelectorAll('script[id],style[id]')].map((one) => `${one.parentNode?.nodeName} ${one.id} ${(one as HTMLElement).nonce}`),
    wait('4s'),
  ],
})
