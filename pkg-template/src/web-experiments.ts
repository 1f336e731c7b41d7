// The third file: changes that a project makes to pages without code. It is loaded where `disable_web_experiments` is false, and knows the instance by
// its public methods and by the few functions that it is handed.
//
// It is TypeScript though it decides: which variant is for whom (experiments.ts) and when it is put in. It deals in objects of the page only (elements,
// HTML, selectors), and a core of its own would be several times as large as all of its rules; in the first file they would be paid by every page.

import { isForCampaign, isForUrl, parameter, variantOf, type Experiment, type Transform, type Variant } from './experiments.js'
import type { PostHog } from './posthog.js'
import { Html } from './sanitise.js'

// As in `Op` of ops.ts, and levels of the log.
const LOG = 5
const WARN = 1
const ERROR = 2

/** What the instance lets this file do besides what it lets everybody do. */
export interface Host {
    ask(op: number, ...args: unknown[]): unknown
    /** Asks the server for the experiments. */
    question(answer: (json: any) => void): void
    /** The answer about flags that is there is from before this was switched on. */
    late: boolean
}

export function attach(posthog: PostHog, host: Host): void {
    new WebExperiments(posthog, host).listen()
}

class WebExperiments {
    /** By the flag that decides them; undefined until there is an answer about flags. */
    private byFlag?: Map<string, Experiment>

    constructor(
        private posthog: PostHog,
        private host: Host,
    ) {}

    listen(): void {
        let { late } = this.host
        this.posthog.onFeatureFlags((flags) => {
            if (!late) this.follow(flags)
        })
        late = false
    }

    /** There are flags. */
    private follow(flags: string[]): void {
        const { posthog } = this
        if (posthog._is_bot() || posthog.config.disable_web_experiments) return
        const { byFlag } = this
        if (byFlag) return this.each(flags, (flag) => this.again(flag, byFlag.get(flag)))
        this.byFlag = new Map()
        this.get((experiments) => {
            this.byFlag = new Map()
            this.each(experiments, (experiment) => this.start(experiment))
        })
        const { search } = location
        const [id, variant] = [parameter(search, '__experiment_id'), parameter(search, '__experiment_variant')]
        if (!id || !variant) return
        // Whoever looks at it beforehand sees it on any page.
        this.get((experiments) => {
            this.each(experiments.filter((experiment) => experiment?.id === parseInt(id)).slice(0, 1), (experiment) => this.apply(experiment, variant))
        })
    }

    /** Those that are kept, or the server's. */
    private get(use: (experiments: Experiment[]) => void): void {
        const list = (found: unknown) => use(Array.isArray(found) ? found : [])
        const kept = this.posthog.get_property('$web_experiments')
        if (kept) list(kept)
        else this.host.question((json) => list(json.experiments))
    }

    private start(experiment: Experiment): void {
        const { feature_flag_key: flag, variants } = experiment
        if (flag) {
            this.byFlag?.set(flag, experiment)
            const chosen = this.posthog.getFeatureFlag(flag)
            if (typeof chosen === 'string') this.applyHere(experiment, chosen)
        } else this.each(Object.keys(variants ?? {}), (name) => this.applyHere(experiment, name, isForVisit))
    }

    /** There is another answer about flags, and this is one that is on. */
    private again(flag: string, experiment?: Experiment): void {
        const chosen = experiment && this.posthog.getFeatureFlag(flag)
        if (experiment && chosen) this.applyHere(experiment, String(chosen))
    }

    private applyHere(experiment: Experiment, name: string, isFor = (_: Variant): boolean => true): void {
        const variant = variantOf(experiment, name)
        if (variant && isFor(variant) && isForUrl(variant, () => this.url())) this.apply(experiment, name)
    }

    /** The address as the page tells it. */
    private url(): string {
        const { href } = location
        const { get_current_url: tell } = this.posthog.config
        try {
            const told = typeof tell === 'function' && tell(href)
            return typeof told === 'string' && told ? told : href
        } catch {
            return href
        }
    }

    private apply(experiment: Experiment, name: string): void {
        const transforms = variantOf(experiment, name)?.transforms
        // Whatever is told of it, a control is the page as it is.
        if (name !== 'control' && Array.isArray(transforms)) this.each(transforms, (transform) => this.change(transform, name, experiment))
    }

    private change({ selector, html, css }: Transform, variant: string, { name }: Experiment): void {
        if (!selector) return
        const found = document.querySelectorAll(String(selector))
        // The visitor counts as one who has seen it.
        if (!found.length) this.say(WARN, `no element on this page matches selector ${selector} of variant ${variant} for experiment ${name}`)
        const content = html ? new Html(String(html)) : undefined
        // What is text elsewhere runs in a script.
        const elements = [...found].filter((element) => element.localName.toLowerCase() !== 'script')
        this.each(elements, (element) => {
            content?.put(element)
            if (css) element.setAttribute('style', String(css))
        })
    }

    /** One that fails does not keep the others from their turn. */
    private each<T>(list: T[], act: (one: T) => void): void {
        for (const one of list) {
            try {
                act(one)
            } catch (error) {
                this.say(ERROR, String(error))
            }
        }
    }

    private say(level: number, text: string): void {
        this.host.ask(LOG, level, '[WebExperiments] ' + text)
    }
}

/** Without a flag everybody sees it whom its conditions mean, and nobody if there are none. */
const isForVisit = (variant: Variant): boolean => !!variant.conditions && isForCampaign(variant, document.URL)
