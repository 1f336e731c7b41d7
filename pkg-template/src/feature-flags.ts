// `posthog.featureFlags`: asks the core, which keeps the flags and decides, and holds the functions of the page that wait for an answer.

import type { EarlyAccessFeature, FeatureFlagOptions, FeatureFlagResult, FeatureFlagsCallback, JsonType } from '@posthog/types'
import { Op } from './ops.js'
import type { PostHog } from './posthog.js'

type Properties = Record<string, any>
type Values = Record<string, boolean | string>

/** What JSON leaves out is there, and undefined. */
const whole = (result: any): any => result && { key: result.key, enabled: result.enabled, variant: result.variant, payload: result.payload }

/** Numbers of those who wait. */
let tickets = 0

export class FeatureFlags {
    /** @internal */
    constructor(private _posthog: PostHog) {}

    private _ask(op: Op, ...args: any[]): any {
        return this._posthog.__loaded ? this._posthog._ask(op, ...args) : undefined
    }

    // ---- reading

    get hasLoadedFlags(): boolean {
        return !!this._ask(Op.FLAGS, 'loaded')
    }
    private _flag(key: string, given: FeatureFlagOptions | undefined, name: string): FeatureFlagResult | undefined {
        const options = given || {}
        return whole(this._ask(Op.FLAG, key, !!options.send_event || !('send_event' in options), options.fresh, name))
    }
    getFeatureFlag(key: string, options?: FeatureFlagOptions): boolean | string | undefined {
        const result = this._flag(key, options, 'getFeatureFlag')
        return result?.variant ?? result?.enabled
    }
    getFeatureFlagResult(key: string, options?: FeatureFlagOptions): FeatureFlagResult | undefined {
        return this._flag(key, options, 'getFeatureFlagResult')
    }
    getFeatureFlagPayload(key: string): JsonType {
        return this._flag(key, { send_event: false }, 'getFeatureFlagResult')?.payload
    }
    isFeatureEnabled(key: string, options?: FeatureFlagOptions & { defaultValue?: boolean }): any {
        const result = this._flag(key, options, 'isFeatureEnabled')
        return result ? !!(result.variant ?? result.enabled) : options?.defaultValue
    }
    getAllFeatureFlags(): FeatureFlagResult[] {
        return (this._ask(Op.FLAGS, 'all') ?? []).map(whole)
    }
    getFlags(): string[] {
        return Object.keys(this.getFlagVariants())
    }
    getFlagVariants(): Values {
        return this._ask(Op.FLAGS, 'variants') ?? {}
    }
    getFlagPayloads(): Record<string, JsonType> {
        return this._ask(Op.FLAGS, 'payloads') ?? {}
    }
    getFlagsWithDetails(): Record<string, any> {
        return this._ask(Op.FLAGS, 'details') ?? {}
    }
    getFeatureFlagDetails(key: string): any {
        return this.getFlagsWithDetails()[key]
    }
    onFeatureFlags(callback: FeatureFlagsCallback): () => void {
        const later = this._posthog._later(() => this.onFeatureFlags(callback))
        if (later) return later
        const stop = this._posthog._listen('onFeatureFlags', callback)
        if (this.hasLoadedFlags) {
            const on = Object.entries(this.getFlagVariants()).filter(([, value]) => value)
            try {
                callback(on.map(([key]) => key), Object.fromEntries(on))
            } catch (error) {
                this._posthog._ask(Op.LOG, 2, 'Error in onFeatureFlags: ' + error)
            }
        }
        return stop
    }

    /** Resolves as soon as flags can be read: at once where they are known from an earlier page or were brought along by `init`, else when the server has
     *  answered or says that there are none. True when they can; false when it failed, flags are switched off, or `timeout` milliseconds are over.
     *  Not of posthog-js. */
    ready(timeout?: number): Promise<boolean> {
        return new Promise((resolve) => {
            if (!this._posthog.__loaded) return resolve(false)
            this._wait((status) => resolve(status === 'loaded'), (ticket) => this._ask(Op.FLAG_STATE, 'ready', ticket))
            if (timeout !== undefined) setTimeout(resolve, timeout, false)
        })
    }

    // ---- asking

    reloadFeatureFlags(): void {
        this._ask(Op.RELOAD_FLAGS)
    }
    reloadFeatureFlagsAsync(): Promise<{ status: 'loaded' | 'error' | 'skipped' | 'cancelled' }> {
        return new Promise((resolve) => {
            if (this._posthog.__loaded) this._wait((status) => resolve({ status: status as any }), (ticket) => this._ask(Op.RELOAD_FLAGS, ticket))
            else resolve({ status: 'skipped' })
        })
    }
    ensureFlagsLoaded(): void {
        this._ask(Op.FLAG_STATE, 'ensure')
    }
    setReloadingPaused(isPaused: boolean): void {
        this._ask(Op.FLAG_STATE, 'paused', isPaused)
    }
    setAnonymousDistinctId(id: string | undefined): void {
        this._ask(Op.FLAG_STATE, 'anonymous', id)
    }
    resetFlagCallReported(): void {
        this._ask(Op.FLAG_STATE, 'calls')
    }
    /** Waits for the answer under a number of its own.
     *  @internal */
    _wait(answer: (text: string, status: number) => void, ask: (ticket: number) => void): void {
        const { waiting } = this._posthog._core()!.page
        if (!waiting) return answer('error', 0)
        waiting[++tickets] = answer
        ask(tickets)
    }
    /** The server's answer to one of the core's questions, if it is JSON.
     *  @internal */
    _question(what: string, args: string[], call: (json: any) => void): void {
        if (!this._posthog.__loaded) return
        this._wait(
            (text, status) => {
                try {
                    const json = status === 200 ? JSON.parse(text) : undefined
                    if (json || what === 'payload') call(json)
                } catch (error) {
                    this._posthog._ask(Op.LOG, 2, String(error))
                }
            },
            (ticket) => this._ask(Op.QUESTION, what, args, ticket)
        )
    }
    getRemoteConfigPayload(key: string, callback: (payload: JsonType) => void): void {
        this._question('payload', [], (json) => callback(json?.featureFlagPayloads?.[key] || undefined))
    }

    // ---- changing

    updateFlags(flags: Values, payloads?: Record<string, JsonType>, options?: { merge?: boolean }): void {
        this._ask(Op.UPDATE_FLAGS, flags, payloads, options?.merge)
    }
    overrideFeatureFlags(options: any): void {
        this._ask(Op.OVERRIDE_FLAGS, options)
    }
    override(flags: any, suppressWarning = false): void {
        this._posthog._ask(Op.LOG, 1, 'override is deprecated. Use overrideFeatureFlags')
        this.overrideFeatureFlags({ flags, suppressWarning })
    }
    setPersonPropertiesForFlags(properties: Properties, reloadFeatureFlags = true): void {
        this._ask(Op.PERSON_PROPERTIES_FOR_FLAGS, properties, reloadFeatureFlags)
    }
    unsetPersonPropertiesForFlags(names: string[], reloadFeatureFlags = true): void {
        this._ask(Op.UNSET_PROPERTIES_FOR_FLAGS, names, reloadFeatureFlags)
    }
    resetPersonPropertiesForFlags(reloadFeatureFlags = true): void {
        this._ask(Op.RESET_PERSON_PROPERTIES_FOR_FLAGS, reloadFeatureFlags)
    }
    setGroupPropertiesForFlags(properties: Record<string, Properties>, reloadFeatureFlags = true): void {
        this._ask(Op.GROUP_PROPERTIES_FOR_FLAGS, properties, reloadFeatureFlags)
    }
    resetGroupPropertiesForFlags(group_type?: string): void {
        this._ask(Op.RESET_GROUP_PROPERTIES_FOR_FLAGS, group_type)
    }

    // ---- early access

    getEarlyAccessFeatures(callback: (features: EarlyAccessFeature[]) => void, force_reload = false, stages?: string[]): void {
        const known = this._posthog.get_property('$early_access_features')
        if (known && !force_reload) {
            if (typeof callback === 'function') callback(known)
            return
        }
        this._question('early_access_features', Array.isArray(stages) ? stages.map(String) : [], ({ earlyAccessFeatures }) => {
            this._posthog.register({ $early_access_features: earlyAccessFeatures })
            callback(earlyAccessFeatures)
        })
    }
    updateEarlyAccessFeatureEnrollment(key: string, isEnrolled: boolean, stage?: string): void {
        this._ask(Op.ENROLL, key, isEnrolled, stage)
    }
}
