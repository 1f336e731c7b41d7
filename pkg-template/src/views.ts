// The objects that hang off an instance and that other code reads: stored state, sessions, consent. Each looks into the core when asked.

import { Op } from './ops.js'

type Properties = Record<string, any>

/** Asks the core. */
export type Ask = (op: Op, ...args: any[]) => any

/** `posthog.persistence` and `posthog.sessionPersistence` */
export class Persistence {
    /** @internal */
    constructor(private _ask: Ask, private _session: boolean) {}

    get props(): Properties {
        return this._ask(Op.PROPS, this._session) ?? {}
    }
    properties(): Properties {
        return this.props
    }
    get_property(name: string): any {
        return this._ask(Op.GET_PROPERTY, name, this._session)
    }
    set_property(name: string, to: any): void {
        this.register({ [name]: to })
    }
    register(props: Properties, days?: number): boolean {
        this._ask(Op.REGISTER, props, days, this._session)
        return true
    }
    register_once(props: Properties, default_value?: any, days?: number): boolean {
        this._ask(Op.REGISTER_ONCE, props, default_value, days, this._session)
        return true
    }
    unregister(names: string | string[]): void {
        this._ask(Op.UNREGISTER, names, this._session)
    }
    clear(): void {
        this._ask(Op.CLEAR_PROPS, this._session)
    }
}

export type SessionIdChangedCallback = (sessionId: string, windowId: string | null | undefined, changeReason?: {
    noSessionId: boolean
    activityTimeout: boolean
    sessionPastMaximumLength: boolean
    crossTabAdoption?: boolean
}) => void

/** `posthog.sessionManager` */
export class SessionManager {
    /** @internal */
    constructor(private _ask: Ask, private _listen: (event: string, call: SessionIdChangedCallback) => () => void) {}

    get sessionTimeoutMs(): number {
        return this._ask(Op.SESSION_TIMEOUT)
    }
    checkAndGetSessionAndWindowId(
        readOnly = false,
        timestamp: number | null = null
    ): { sessionId: string; windowId: string; sessionStartTimestamp: number; lastActivityTimestamp: number; changeReason?: object } {
        return { changeReason: undefined, ...this._ask(Op.CHECK_SESSION, readOnly, timestamp) }
    }
    /** Calls back at once if there is a session. */
    onSessionId(callback: SessionIdChangedCallback): () => void {
        const [sessionId, windowId] = this._ask(Op.CURRENT_SESSION) ?? []
        const stop = this._listen('onSessionId', callback)
        if (sessionId) {
            try {
                callback(sessionId, windowId)
            } catch (error) {
                this._ask(Op.LOG, 2, 'Error in onSessionId: ' + error)
            }
        }
        return stop
    }
    resetSessionId(): void {
        this._ask(Op.RESET_SESSION)
    }
}

/** `posthog.consent` */
export class Consent {
    /** @internal */
    constructor(private _ask: Ask) {}

    isOptedOut(): boolean {
        return !!this._ask(Op.IS_OPTED_OUT)
    }
    isOptedIn(): boolean {
        return !this.isOptedOut()
    }
    isRejected(): boolean {
        return !!this._ask(Op.IS_REJECTED)
    }
    isExplicitlyOptedOut(): boolean {
        return this._ask(Op.CONSENT_STATUS) === 'denied'
    }
}

/** `posthog.autocapture` */
export class Autocapture {
    private _byOwner = new Map<unknown, Set<string>>()

    /** @internal */
    constructor(private _page: () => any) {}

    /** Selectors that someone waits for: events of elements that one of them finds name it in `$element_selectors`. Each owner has their own. */
    setElementSelectors(selectors: Set<string>, owner: unknown = this): void {
        const page = this._page()
        if (!page) return
        this._byOwner.set(owner, selectors)
        page.selectors = new Set(Array.from(this._byOwner.values()).flatMap((own) => Array.from(own)))
    }
    getElementSelectors(element: Element | null): string[] {
        return this._page()?.selectorsOf(element) ?? []
    }
}
