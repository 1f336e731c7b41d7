// Stands in for the core while it is on its way: calls wait in their order, with the time at which they were made, and what the visitor's stored state
// can answer is answered. The page's side is there already, and the core takes it over: so arguments are copied when a call is made, and whoever waits
// for an answer gets it.

import { Op } from './ops.js'
import { Page } from './runtime.js'

/** What can be asked of the core, as the facade asks it. */
export interface Asked {
    readonly page: any
    capture(event: string | null | undefined, text: string): boolean | void
    settle(): void
    call(op: number, text: string): string | undefined
    /** Only before the core is there. Makes a call later that answers with what ends it. */
    later?(call: () => (() => void) | undefined): () => void
}

export interface StandIn extends Asked {
    /** Hands the calls on, in their order; or there is nobody to wait for, and nothing waits any longer. */
    end(core?: Asked): void
}

/** What is stored under the key, if it is JSON. */
function stored(key: string, session?: unknown): any {
    try {
        return JSON.parse((session ? sessionStorage : localStorage).getItem(key) as string)
    } catch {
        // as if it were not there
    }
}

export function standIn(facade: object): StandIn {
    const page = new Page(facade)
    let waiting: Array<[number, (core: Asked) => void]> | undefined = []
    let token = ''
    const push = (call: (core: Asked) => void): void => void waiting?.push([Date.now(), call])

    const answer = (op: number, first: any, second: any): any => {
        const { options } = page
        const state = (session?: unknown): any => stored('ph_' + (options.persistence_name || token + '_posthog'), session) || {}
        const consent = stored('__ph_opt_in_out_' + token)
        const optedOut = !(consent ?? !options.opt_out_capturing_by_default)
        switch (op) {
            case Op.INIT:
                return !token && !!(token = (first || '').trim())
            case Op.LOADED:
                return !!token
            case Op.UUID:
                return token ? undefined : null
            case Op.GET_PROPERTY:
                return state(second)[first]
            case Op.PROPS:
                return state(first)
            case Op.CONSENT_STATUS:
                return ['denied', 'granted'][consent] || 'pending'
            case Op.IS_OPTED_OUT:
                return optedOut
            case Op.IS_CAPTURING:
                return !!token && !optedOut
            case Op.FLAG: {
                const { $enabled_feature_flags: known, $feature_flag_payloads: payloads } = state()
                const value = { ...known, ...options.bootstrap?.featureFlags }[first]
                // A text is the variant.
                if (value !== undefined) return { key: first, enabled: !!value, variant: value[0] && value, payload: payloads?.[first] }
            }
        }
    }

    return {
        page,
        capture: (event, text) => push((core) => core.capture(event, text)),
        settle: () => push((core) => core.settle()),
        call(op, text) {
            const { given } = page
            const [first, second] = JSON.parse(text)
            const known = answer(op, first, second)
            if (op === Op.INIT && known) page.options = { ...given }
            push((core) => {
                page.given = given
                core.call(op, text)
            })
            return known === undefined ? known : JSON.stringify(known)
        },
        later(call) {
            let wanted = true
            let stop: (() => void) | undefined
            push(() => {
                if (wanted) stop = call()
            })
            return () => {
                wanted = false
                stop?.()
            }
        },
        end(core) {
            const calls = waiting!
            if (core) {
                for (const [time, call] of calls) {
                    page.at(time)
                    call(core)
                }
                page.at(0)
            } else {
                const tickets = page.waiting
                waiting = page.waiting = undefined
                tickets.forEach((answer: (text: string, status: number) => void) => answer('error', 0))
            }
        },
    }
}
