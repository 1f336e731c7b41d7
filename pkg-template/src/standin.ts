// Stands in for the core while it is still being compiled: calls wait in order, and what the visitor's stored state can answer is answered.

import { Op } from './ops.js'
import type { Core } from './runtime.js'

function stored(token: string, name: unknown): string | undefined {
    const key = 'ph_' + token.replace(/\+/g, 'PL').replace(/\//g, 'SL').replace(/=/g, 'EQ') + '_posthog'
    try {
        const state = JSON.parse(window.localStorage.getItem(key) as string)
        return JSON.stringify(state[name as string])
    } catch {
        return undefined
    }
}

/** What can be asked of the core, as the facade asks it. */
export type Asked = Pick<Core, 'capture' | 'call'> & { page: any }

export class StandIn implements Asked {
    readonly page: any = {
        options: {},
        waiting: [],
        given: {},
        last: undefined,
        text: JSON.stringify,
        copied: (properties: unknown) => properties,
        listen: this.listen.bind(this),
        capture: this.later.bind(this),
        log: (options: unknown, time: number) => this._wait((core) => core.page.log(options, time)),
    }
    private _waiting: Array<(core: Asked) => void> | undefined = []
    private _token = ''

    private _wait(call: (core: Asked) => void): void {
        this._waiting?.push(call)
    }

    capture(): boolean {
        return false
    }

    private later(_: unknown, event: unknown, properties: unknown, options: unknown): void {
        this._wait((core) => core.page.capture(core, event, properties, options))
    }

    call(op: number, text: string): string | undefined {
        const [first] = JSON.parse(text)
        if (op === Op.INIT) this._token = typeof first === 'string' ? first.trim() : ''
        if (op === Op.LOADED) return this._token ? 'true' : undefined
        if (op === Op.TOO_EARLY) return this._token ? 'false' : 'true'
        if (op === Op.GET_PROPERTY) return stored(this._token, first)
        if (op === Op.CONSENT_STATUS) return '"pending"'
        if (op === Op.SESSION_ID || op === Op.REPLAY_URL) return '""'
        const given = this.page.given
        this._wait((core) => {
            core.page.given = given
            core.call(op, text)
        })
        return op === Op.INIT ? 'true' : undefined
    }

    private listen(event: string, call: (...args: any[]) => void): () => void {
        let stop: (() => void) | undefined
        let wanted = true
        this._wait((core) => wanted && (stop = core.page.listen(event, call)))
        return () => {
            wanted = false
            stop?.()
        }
    }

    /** Hands the calls on, in their order; or there is nobody to wait for. */
    end(core?: Asked): void {
        const { waiting } = this.page
        if (core) {
            Object.assign(core.page.waiting, waiting)
            for (const call of this._waiting!) call(core)
        } else {
            this._waiting = this.page.waiting = undefined
            waiting.forEach((answer: any) => answer('error', 0))
        }
    }
}
