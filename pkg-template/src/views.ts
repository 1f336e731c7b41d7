// The objects that hang off an instance and that other code reads: stored state, sessions, consent. Each looks into the core when asked.

import type { Core } from './runtime.js'

type Properties = Record<string, any>

/** `posthog.persistence` and `posthog.sessionPersistence` */
export class Persistence {
    /** @internal */
    constructor(private _of: () => Core | undefined, private _session: boolean) {}

    get props(): Properties {
        return this._of()?.props(this._session) ?? {}
    }
    properties(): Properties {
        return this.props
    }
    get_property(name: string): any {
        return this._of()?.getProperty(name, this._session)
    }
    set_property(name: string, to: any): void {
        this.register({ [name]: to })
    }
    register(props: Properties, days?: number): boolean {
        this._of()?.register(props, days, this._session)
        return true
    }
    register_once(props: Properties, default_value?: any, days?: number): boolean {
        this._of()?.registerOnce(props, default_value, days, this._session)
        return true
    }
    unregister(names: string | string[]): void {
        this._of()?.unregister(names, this._session)
    }
    clear(): void {
        this._of()?.clearProps(this._session)
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
    constructor(private _of: () => Core | undefined) {}

    get sessionTimeoutMs(): number {
        return this._of()?.sessionTimeoutMs ?? NaN
    }
    checkAndGetSessionAndWindowId(
        readOnly = false,
        timestamp: number | null = null
    ): { sessionId: string; windowId: string; sessionStartTimestamp: number; lastActivityTimestamp: number } {
        return this._of()?.checkSession(readOnly, timestamp)
    }
    onSessionId(callback: SessionIdChangedCallback): () => void {
        const core = this._of()
        const id = core?.onSessionId(callback)
        return () => id && core?.unlisten(id)
    }
    resetSessionId(): void {
        this._of()?.resetSessionId()
    }
}

/** `posthog.consent` */
export class Consent {
    /** @internal */
    constructor(private _of: () => Core | undefined) {}

    isOptedOut(): boolean {
        return !!this._of()?.isOptedOut()
    }
    isOptedIn(): boolean {
        return !this.isOptedOut()
    }
    isRejected(): boolean {
        return !!this._of()?.isRejected()
    }
    isExplicitlyOptedOut(): boolean {
        return this._of()?.consentStatus() === 'denied'
    }
}

/** `posthog.featureFlags`, while this version has no flags: as if none were ever loaded. */
export class FeatureFlags {
    readonly hasLoadedFlags = false

    getFlags(): string[] {
        return []
    }
    getFlagVariants(): Record<string, string | boolean> {
        return {}
    }
    getFlagPayloads(): Record<string, any> {
        return {}
    }
    overrideFeatureFlags(): void {}
    ensureFlagsLoaded(): void {}
    reloadFeatureFlags(): void {}
}
