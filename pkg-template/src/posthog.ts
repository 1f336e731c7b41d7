// The instance that apps hold: posthog-js's methods by posthog-js's names. It keeps what only JavaScript can keep (the functions and objects the
// page holds) and forwards the rest to the core, which decides.

import type { CaptureOptions, CaptureResult, PostHogConfig, Properties } from '@posthog/types'
import { executeArray, isExecuting } from './array-queue.js'
import { Core, start, whenReady } from './runtime.js'
import { standIn } from './standin.js'
import { Consent, FeatureFlags, Persistence, SessionManager, type SessionIdChangedCallback } from './views.js'

export type { CaptureOptions, CaptureResult, PostHogConfig, Properties }

const PRIMARY = 'posthog'
const SURVEYS_NOT_AVAILABLE = 'Surveys module not available'

/** Every instance by its name. */
export const instances: Record<string, PostHog> = {}

let fromScriptTag = false

/** Events say how the SDK came: `cdn` or `npm`. */
export function cameByScriptTag(): void {
    fromScriptTag = true
}

export class PostHog {
    version = '1.449.2'
    __SV?: number
    people: {
        set: (prop: string | Properties, to?: any, callback?: (response: any) => void) => void
        set_once: (prop: string | Properties, to?: any, callback?: (response: any) => void) => void
    }
    persistence?: Persistence
    sessionPersistence?: Persistence
    featureFlags: FeatureFlags = new FeatureFlags()
    consent: Consent
    compression?: string

    private _instance?: Core
    private _manager: SessionManager
    private _unavailable: Record<string, boolean> = {}

    constructor() {
        const core = () => this._core()
        this.consent = new Consent(core)
        this._manager = new SessionManager(core)
        const named = (prop: string | Properties, to: any) => (typeof prop === 'string' ? { [prop]: to } : prop)
        this.people = {
            set: (prop, to, callback) => {
                this.setPersonProperties(named(prop, to))
                callback?.({})
            },
            set_once: (prop, to, callback) => {
                this.setPersonProperties(undefined, named(prop, to))
                callback?.({})
            },
        }
    }

    /** The core of this instance; undefined where there can be none. */
    private _core(): Core | undefined {
        if (this._instance) return this._instance
        if (start()) return (this._instance = new Core(this, fromScriptTag))
        const waiting = standIn()
        const real = () => {
            this._instance = new Core(this, fromScriptTag)
            const init = this._init
            if (init) this._begin(...init)
            waiting.replay(this._instance)
        }
        if (!whenReady(real)) return undefined
        this._remember = waiting.remember
        return (this._instance = waiting.core)
    }

    private _remember?: (token: unknown) => void
    private _init?: [token: any, config: any, name: any]

    init(token: string, config?: Partial<PostHogConfig>, name?: string): PostHog {
        if (!name || name === PRIMARY) return this._begin(token, config, name)
        const instance = (instances[name] ??= new PostHog())
        instance._begin(token, config, name)
        ;((instances[PRIMARY] ?? this) as any)[name] = instance
        return instance
    }

    private _begin(token: any, config: any, name: any): this {
        const core = this._core()
        if (this._remember && !(core instanceof Core)) {
            this._init ??= [token, config, name]
            this._remember(token)
            return this
        }
        if (core?.init(token, config, name)) {
            this.persistence = new Persistence(() => this._core(), false)
            this.sessionPersistence = new Persistence(() => this._core(), true)
            this.compression = this.config.disable_compression ? undefined : 'gzip-js'
            core.start()
        }
        return this
    }

    get __loaded(): boolean {
        return !!this._instance?.loaded
    }
    get config(): PostHogConfig {
        return (this._core()?.config ?? {}) as PostHogConfig
    }
    get sessionManager(): SessionManager | undefined {
        return this._instance?.hasSessions() ? this._manager : undefined
    }
    get analyticsDefaultEndpoint(): string {
        return this._instance?.endpoint ?? '/e/'
    }
    get decideEndpointWasHit(): boolean {
        return false
    }
    get flagsEndpointWasHit(): boolean {
        return false
    }

    set_config(config: Partial<PostHogConfig>): void {
        this._core()?.setConfig(config)
    }
    debug(debug?: boolean): void {
        console.log(
            debug === false
                ? "You've disabled debug mode."
                : "You're now in debug mode. All calls to PostHog will be logged in your console.\nYou can disable this with `posthog.debug(false)`."
        )
        this.set_config({ debug: debug !== false })
    }
    toString(): string {
        const name = this.config.name ?? PRIMARY
        return name === PRIMARY ? name : PRIMARY + '.' + name
    }

    // ---- the snippet's queue

    push(item: unknown): void {
        if (isExecuting() && Array.isArray(item) && typeof item[0] === 'string') {
            const method = (PostHog.prototype as any)[item[0]]
            if (typeof method === 'function') method.apply(this, item.slice(1))
            return
        }
        this._execute_array([item])
    }
    _execute_array(queue: unknown, target: object = this): void {
        executeArray(target, queue, (_call, error) => this._core()?.log(2, 'Error executing queued PostHog call: ' + error))
    }
    _dom_loaded(): void {
        if (this.__loaded) this._core()?.domLoaded()
    }

    // ---- events

    capture(event_name: string, properties?: Properties | null, options?: CaptureOptions): CaptureResult | undefined {
        const core = this._core()
        if (!core || core.tooEarly('posthog.capture')) return undefined
        return core.capture(event_name, properties, options)
    }
    calculateEventProperties(event: string, properties: Properties, timestamp?: Date, uuid?: string, readOnly?: boolean): Properties {
        return this._core()?.calculateEventProperties(event, properties, timestamp, uuid, !!readOnly) ?? properties
    }
    _calculate_event_properties = (event: string, properties: Properties, timestamp?: Date, uuid?: string, readOnly?: boolean): Properties =>
        this.calculateEventProperties(event, properties, timestamp, uuid, readOnly)
    captureTraceFeedback(traceId: string | number, userFeedback: string): void {
        this.capture('$ai_feedback', { $ai_trace_id: String(traceId), $ai_feedback_text: userFeedback })
    }
    captureTraceMetric(traceId: string | number, metricName: string, metricValue: string | number | boolean): void {
        this.capture('$ai_metric', { $ai_trace_id: String(traceId), $ai_metric_name: metricName, $ai_metric_value: String(metricValue) })
    }
    on(event: 'eventCaptured' | 'featureFlagsReloading' | '*', cb: (...args: any[]) => void): () => void {
        const core = this._core()
        const id = core?.listen(event, cb)
        return () => id && core?.unlisten(id)
    }
    _addCaptureHook(callback: (event: string, data: CaptureResult) => void): () => void {
        return this.on('eventCaptured', (data) => callback(data.event, data))
    }
    getPageViewId(): string | undefined {
        return this._instance?.pageViewId()
    }

    // ---- super properties

    register(properties: Properties, days?: number): void {
        this.persistence?.register(properties, days)
    }
    register_once(properties: Properties, default_value?: any, days?: number): void {
        this.persistence?.register_once(properties, default_value, days)
    }
    register_for_session(properties: Properties): void {
        if (this.__loaded) this._core()?.registerForSession(properties)
    }
    unregister(property: string): void {
        this.persistence?.unregister(property)
    }
    unregister_for_session(property: string): void {
        if (this.__loaded) this._core()?.unregisterForSession(property)
    }
    get_property(property_name: string): any {
        return this._instance?.getProperty(property_name, false)
    }
    getSessionProperty(property_name: string): any {
        return this._instance?.getProperty(property_name, true)
    }

    // ---- identity

    identify(new_distinct_id?: string, userPropertiesToSet?: Properties, userPropertiesToSetOnce?: Properties): void {
        this._core()?.identify(new_distinct_id, userPropertiesToSet, userPropertiesToSetOnce)
    }
    setPersonProperties(userPropertiesToSet?: Properties, userPropertiesToSetOnce?: Properties): void {
        this._core()?.setPersonProperties(userPropertiesToSet, userPropertiesToSetOnce)
    }
    unsetPersonProperties(propertyNames: string | string[]): void {
        this._core()?.unsetPersonProperties(propertyNames)
    }
    alias(alias: string, original?: string): CaptureResult | void | number {
        return this._core()?.alias(alias, original)
    }
    group(groupType: string, groupKey: string, groupPropertiesToSet?: Properties): void {
        this._core()?.group(groupType, groupKey, groupPropertiesToSet)
    }
    resetGroups(): void {
        this._core()?.resetGroups()
    }
    getGroups(): Record<string, any> {
        return this.get_property('$groups') || {}
    }
    reset(options?: boolean | { resetDeviceID?: boolean; bootstrap?: any }): void {
        this._core()?.reset(options)
    }
    get_distinct_id(): string {
        return this.get_property('distinct_id')
    }
    createPersonProfile(): void {
        this._core()?.createPersonProfile()
    }
    setInternalOrTestUser(): void {
        this._core()?.setInternalOrTestUser()
    }
    setIdentity(distinctId: string, hash: string): void {
        const config = this.config as any
        delete config.identity_claims
        config.identity_distinct_id = distinctId
        config.identity_hash = hash
        this.alias(distinctId)
    }
    clearIdentity(): void {
        const config = this.config as any
        delete config.identity_distinct_id
        delete config.identity_hash
        delete config.identity_claims
    }

    // ---- sessions

    get_session_id(): string {
        return this._instance?.getSessionId() ?? ''
    }
    onSessionId(callback: SessionIdChangedCallback): () => void {
        return this.sessionManager?.onSessionId(callback) ?? (() => {})
    }
    get_session_replay_url(options?: { withTimestamp?: boolean; timestampLookBack?: number }): string {
        return this._instance?.replayUrl(options?.withTimestamp ? (options.timestampLookBack ?? 10) : undefined) ?? ''
    }

    // ---- consent

    opt_in_capturing(options?: { captureEventName?: string | null | false; captureProperties?: Properties }): void {
        this._core()?.optIn(options)
    }
    opt_out_capturing(): void {
        this._core()?.optOut()
    }
    has_opted_in_capturing(): boolean {
        return this.consent.isOptedIn()
    }
    has_opted_out_capturing(): boolean {
        return this.consent.isOptedOut()
    }
    get_explicit_consent_status(): 'granted' | 'denied' | 'pending' {
        return (this._core()?.consentStatus() ?? 'pending') as 'granted' | 'denied' | 'pending'
    }
    clear_opt_in_out_capturing(): void {
        this._core()?.clearConsent()
    }
    is_capturing(): boolean {
        return !!this._core()?.isCapturing()
    }
    _is_bot(): boolean {
        return !!this._core()?.isBot()
    }

    async shutdown(_shutdownTimeoutMs?: number): Promise<void> {
        this._core()?.shutdown()
    }

    // ---- features this version does not have yet: they say so once and answer as posthog-js does while they are off

    private _missing(name: string): void {
        if (this._unavailable[name]) return
        this._unavailable[name] = true
        this._core()?.log(1, '`posthog.' + name + '` is not available in this version')
    }
    getFeatureFlag(_key: string, _options?: object): boolean | string | undefined {
        this._missing('getFeatureFlag')
        return undefined
    }
    getFeatureFlagPayload(_key: string): any {
        this._missing('getFeatureFlagPayload')
        return undefined
    }
    getFeatureFlagResult(_key: string, _options?: object): any {
        this._missing('getFeatureFlagResult')
        return undefined
    }
    getAllFeatureFlags(): any[] {
        this._missing('getAllFeatureFlags')
        return []
    }
    isFeatureEnabled(_key: string, options?: { defaultValue?: boolean }): any {
        this._missing('isFeatureEnabled')
        return options?.defaultValue
    }
    reloadFeatureFlags(): void {
        this._missing('reloadFeatureFlags')
    }
    updateFlags(_flags: Record<string, boolean | string>, _payloads?: Record<string, any>, _options?: object): void {
        this._missing('updateFlags')
    }
    onFeatureFlags(callback: (flags: string[], variants: Record<string, any>, context?: { errorsLoading?: boolean }) => void): () => void {
        this._missing('onFeatureFlags')
        callback([], {}, { errorsLoading: true })
        return () => {}
    }
    setPersonPropertiesForFlags(properties: Properties, _reloadFeatureFlags = true): void {
        this._core()?.setPersonPropertiesForFlags(properties)
    }
    resetPersonPropertiesForFlags(_reloadFeatureFlags = true): void {
        this._core()?.resetPersonPropertiesForFlags()
    }
    setGroupPropertiesForFlags(properties: Record<string, Properties>, _reloadFeatureFlags = true): void {
        this._core()?.setGroupPropertiesForFlags(properties)
    }
    resetGroupPropertiesForFlags(group_type?: string): void {
        this._core()?.resetGroupPropertiesForFlags(group_type)
    }
    getEarlyAccessFeatures(callback: (features: any[]) => void, _force?: boolean, _stages?: string[]): void {
        this._missing('getEarlyAccessFeatures')
        callback([])
    }
    updateEarlyAccessFeatureEnrollment(_key: string, _isEnrolled: boolean, _stage?: string): void {
        this._missing('updateEarlyAccessFeatureEnrollment')
    }
    captureException(_error: unknown, _additionalProperties?: Properties): CaptureResult | undefined {
        this._missing('captureException')
        return undefined
    }
    addExceptionStep(_message: string, _properties?: Properties): void {
        this._missing('addExceptionStep')
    }
    captureLog(_options: object): void {
        this._missing('captureLog')
    }
    startExceptionAutocapture(_config?: object): void {
        this._missing('startExceptionAutocapture')
    }
    stopExceptionAutocapture(): void {
        this._missing('stopExceptionAutocapture')
    }
    startSessionRecording(_override?: unknown): void {
        this._missing('startSessionRecording')
    }
    stopSessionRecording(): void {
        this._missing('stopSessionRecording')
    }
    sessionRecordingStarted(): boolean {
        return false
    }
    loadToolbar(_params: object): boolean {
        this._missing('loadToolbar')
        return false
    }
    getSurveys(callback: (surveys: any[], context?: object) => void, _force?: boolean): void {
        callback([], { isLoaded: false, error: SURVEYS_NOT_AVAILABLE })
    }
    getActiveMatchingSurveys(callback: (surveys: any[], context?: object) => void, _force?: boolean): void {
        callback([], { isLoaded: false, error: SURVEYS_NOT_AVAILABLE })
    }
    onSurveysLoaded(callback: (surveys: any[], context?: object) => void): () => void {
        callback([], { isLoaded: false, error: SURVEYS_NOT_AVAILABLE })
        return () => {}
    }
    onActiveMatchingSurveysChanged(callback: (surveys: any[], context?: object) => void): () => void {
        callback([], { isLoaded: false, error: SURVEYS_NOT_AVAILABLE })
        return () => {}
    }
    renderSurvey(_surveyId: string, _selector: string): void {
        this._missing('renderSurvey')
    }
    displaySurvey(_surveyId: string, _options?: object): void {
        this._missing('displaySurvey')
    }
    cancelPendingSurvey(_surveyId: string): void {}
    canRenderSurvey(_surveyId: string): any {
        return { visible: false, disabledReason: SURVEYS_NOT_AVAILABLE }
    }
    async canRenderSurveyAsync(_surveyId: string, _force?: boolean): Promise<any> {
        return { visible: false, disabledReason: SURVEYS_NOT_AVAILABLE }
    }
    getExtension(_name: string): undefined {
        return undefined
    }
}
