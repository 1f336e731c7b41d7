// Stands in for the core while it is on its way: calls wait in their order, with the time at which they were made, and what the visitor's stored state
// can answer is answered. The page's side is there already, and the core takes it over: so arguments are copied when a call is made, and whoever waits
// for an answer gets it.

import { Op } from './ops.js'
import { Page, type Core } from './runtime.js'

type Values = Record<string, any>

/** What is stored under the key, if it is JSON. */
function stored(key: string, session?: unknown): any {
    for (const read of [
        () => (session ? sessionStorage : localStorage).getItem(key),
        () => decodeURIComponent(document.cookie.split('; ').find((it) => it.startsWith(key + '='))!.slice(key.length + 1)),
    ]) {
        try {
            const value = JSON.parse(read() as string)
            if (value !== null) return value
        } catch {
            // not there
        }
    }
}

/** What can be asked of the core, as the facade asks it. */
export type Asked = Pick<Core, 'capture' | 'call' | 'settle'> & { readonly page: any; later?: StandIn['later'] }

export class StandIn implements Asked {
    readonly page: any
    private _waiting: Array<[number, (core: Core) => void]> = []
    private _token = ''

    constructor(facade: object) {
        this.page = new Page(facade)
    }

    private _push(call: (core: Core) => void): void {
        this._waiting.push([Date.now(), call])
    }

    capture(event: string, text: string): boolean {
        this._push((core) => {
            core.capture(event, text)
            core.settle()
        })
        return false
    }

    settle(): void {}

    call(op: number, text: string): string | undefined {
        const { page } = this
        const { given } = page
        const [first, second] = JSON.parse(text)
        const answer = this._answer(op, first, second)
        if (op === Op.INIT && answer) page.options = { ...given }
        this._push((core) => {
            page.given = given
            core.call(op, text)
        })
        return answer === undefined ? undefined : JSON.stringify(answer)
    }

    private _answer(op: number, first: any, second: any): any {
        const { options } = this.page
        const state = (session?: unknown): Values => {
            const key = options.persistence_name || this._token.replace(/\+/g, 'PL').replace(/\//g, 'SL').replace(/=/g, 'EQ') + '_posthog'
            return stored('ph_' + key, session) || {}
        }
        switch (op) {
            case Op.INIT:
                return !this._token && !!(this._token = (first || '').trim())
            case Op.LOADED:
                return !!this._token
            case Op.TOO_EARLY:
                return !this._token
            case Op.GET_PROPERTY:
                return state(second)[first]
            case Op.PROPS:
                return state(first)
            case Op.FLAG: {
                const value = { ...state().$enabled_feature_flags, ...options.bootstrap?.featureFlags }[first]
                const payload = state().$feature_flag_payloads?.[first]
                return value === undefined ? value : { key: first, enabled: !!value, variant: value === !!value ? undefined : value, payload }
            }
            case Op.CONSENT_STATUS:
                return ['denied', 'granted'][stored('__ph_opt_in_out_' + this._token)] || 'pending'
            case Op.IS_OPTED_OUT:
                return !(stored('__ph_opt_in_out_' + this._token) ?? !options.opt_out_capturing_by_default)
            case Op.IS_CAPTURING:
                return !!this._token && !this._answer(Op.IS_OPTED_OUT, 0, 0)
            case Op.SESSION_ID:
            case Op.REPLAY_URL:
                return ''
        }
    }

    /** Makes a call later that answers with what ends it. */
    later(call: () => (() => void) | undefined): () => void {
        let wanted = true
        let stop: (() => void) | undefined
        this._push(() => {
            if (wanted) stop = call()
        })
        return () => {
            wanted = false
            stop?.()
        }
    }

    /** Hands the calls on, in their order. */
    replay(core: Core): void {
        for (const [time, call] of this._waiting) {
            this.page.at(time)
            call(core)
        }
        this.page.at(0)
    }
}
