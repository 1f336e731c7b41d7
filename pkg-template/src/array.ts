// The script tag's file, `array.js`: takes over from the standard snippet, whose calls have been waiting in `window.posthog`.

import { watchDocument } from './dom-ready.js'
import { bytes } from './inlined.js'
import { cameByScriptTag, instances, PostHog, useLater } from './posthog.js'
import { useSource } from './runtime.js'

function takeOver(): void {
    const page = window as any
    const snippet = page.posthog
    // A living instance is there already: the script was loaded twice.
    if (snippet && !Array.isArray(snippet._i) && typeof snippet.init === 'function') return
    cameByScriptTag()
    useSource(bytes, () => import('./nowasm.js'))
    useLater(
        () => import('./signals.js'),
        () => import('./web-experiments.js')
    )
    const main: any = (instances['posthog'] = new PostHog())
    if (snippet) {
        const done: unknown[] = []
        for (const item of Array.isArray(snippet._i) ? snippet._i : []) {
            if (!Array.isArray(item)) continue
            const instance: PostHog = main.init(item[0], item[1], item[2])
            const queue = snippet[item[2]] || snippet
            if (instance.__loaded && !done.includes(queue)) {
                done.push(queue)
                instance._execute_array(queue.people, instance.people)
                instance._execute_array(queue)
            }
        }
        // Nothing was initialised yet: what waits runs after the page's own `init`.
        if (!main.__loaded && Array.isArray(snippet)) {
            const init = main.init
            main.init = (...args: any[]) => {
                const instance = init.apply(main, args)
                if (instance === main && main.__loaded) {
                    delete main.init
                    main._execute_array((snippet as any).people, main.people)
                    main._execute_array(snippet)
                }
                return instance
            }
        }
    }
    main.__SV = 1
    page.posthog = main
    watchDocument()
}

if (typeof window !== 'undefined') takeOver()
