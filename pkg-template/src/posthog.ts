// The instance that apps hold: posthog-js's methods by posthog-js's names. It keeps what only JavaScript can keep (the functions and objects the
// page holds) and forwards the rest to the core, which decides.

import type {
    CaptureLogOptions,
    CaptureOptions,
    CaptureResult,
    EarlyAccessFeature,
    ExceptionAutoCaptureConfig,
    FeatureFlagOptions,
    FeatureFlagResult,
    FeatureFlagsCallback,
    JsonType,
    Logger,
    Metrics,
    PostHogConfig,
    Properties,
} from '@posthog/types'
import { executeArray, isExecuting } from './array-queue.js'
import { FeatureFlags } from './feature-flags.js'
import { Op } from './ops.js'
import { Core, isPlain, start, whenReady, whenTrapped } from './runtime.js'
import { processor, SentryIntegration, type SentryIntegrationOptions } from './sentry.js'
import { standIn, type Asked, type StandIn } from './standin.js'
import { Autocapture, Consent, Persistence, SessionManager, type SessionIdChangedCallback } from './views.js'

/** Told the surveys. */
export type SurveyCallback = (surveys: any[], context?: { isLoaded: boolean; error?: string }) => void

export type { CaptureOptions, CaptureResult, PostHogConfig, Properties }

const PRIMARY = 'posthog'
const SURVEYS_NOT_AVAILABLE = 'Surveys module not available'

/** Methods of features this version does not have yet: they say so once, and answer nothing, as posthog-js does while they are off. */
const MISSING = 'startSessionRecording stopSessionRecording renderSurvey displaySurvey'

const SURVEYS = 'getSurveys getActiveMatchingSurveys onSurveysLoaded onActiveMatchingSurveysChanged'

/** Calls that the core answers as they are. */
const HANDED_ON = {
    register: Op.REGISTER,
    register_once: Op.REGISTER_ONCE,
    register_for_session: Op.REGISTER_FOR_SESSION,
    unregister: Op.UNREGISTER,
    unregister_for_session: Op.UNREGISTER_FOR_SESSION,
    unsetPersonProperties: Op.UNSET_PERSON_PROPERTIES,
    resetGroups: Op.RESET_GROUPS,
    createPersonProfile: Op.CREATE_PERSON_PROFILE,
    setInternalOrTestUser: Op.SET_INTERNAL_OR_TEST_USER,
    opt_in_capturing: Op.OPT_IN,
    opt_out_capturing: Op.OPT_OUT,
    clear_opt_in_out_capturing: Op.CLEAR_CONSENT,
    getPageViewId: Op.PAGE_VIEW_ID,
}

/** Calls that `featureFlags` answers. */
const OF_FLAGS =
    'getFeatureFlag getFeatureFlagPayload getFeatureFlagResult getAllFeatureFlags isFeatureEnabled onFeatureFlags ' +
    'reloadFeatureFlags updateFlags setPersonPropertiesForFlags resetPersonPropertiesForFlags setGroupPropertiesForFlags ' +
    'resetGroupPropertiesForFlags getEarlyAccessFeatures updateEarlyAccessFeatureEnrollment'

/** Every instance by its name. */
export const instances: Record<string, PostHog> = {}

/** posthog-js's options, and prickle's own. */
export type InitOptions = Partial<PostHogConfig> & {
    /** The id of a `<script type="application/json">` of the page that holds the option `bootstrap`. It is read as data; what it is not is told on the
     *  console, and the page goes on without. */
    bootstrap_element?: string
    /** Events are stored until the server has them, and sent again with their ids. `max_bytes`: of them in this browser, for each open page, 1,000,000;
     *  `max_age_days`: 14. False stores nothing. */
    outbox?: boolean | { max_bytes?: number; max_age_days?: number }
    /** What PostHog specifies for all its SDKs where posthog-js does otherwise and an app could notice: 20 waiting events are sent before their time, and no
     *  request holds more than 100. False unless given. */
    canonical?: boolean
}

/** What became of events: those captured are those delivered, those that wait, and those dropped for one of the reasons. */
export interface Delivery {
    captured: number
    /** A server has them. */
    delivered: number
    /** They are stored, on their way, or wait for their time. */
    pending: number
    /** How many were dropped, by reason. */
    dropped: Record<string, number>
}

/** What a `flush` did. */
export interface Flushed {
    sent: number
    pending: number
    dropped: Record<string, number>
}

export type Logs = Pick<PostHog, 'logger' | 'captureLog' | 'flushLogs'>

/** What watches for an instance in signals.js. */
interface Signals {
    /** Options or settings have changed; or, above 1, what came of one of its posts: see `Sender::errors` of the core. */
    follow(what: number): void
    stop(): void
    /** One of the calls that it answers, by name: see `calls` in src/web/signals.js. */
    call(name: string, args: any[]): any
}

type LoadSignals = () => Promise<{ attach(instance: object, host: object): Promise<Signals> }>

type LoadExperiments = () => Promise<{ attach(instance: object, host: object): void }>

let loadSignals: LoadSignals | undefined
let loadExperiments: LoadExperiments | undefined

/** Says where signals.js and web-experiments.js come from: what a page does not switch on by itself.
 *  @internal */
export function useLater(signals: LoadSignals, experiments: LoadExperiments): void {
    loadSignals = signals
    loadExperiments = experiments
}

let fromScriptTag = false

/** Events say how the SDK came: `cdn` or `npm`. */
export function cameByScriptTag(): void {
    fromScriptTag = true
}

// What the loops below the class make.
export interface PostHog {
    // Of the core.
    register(properties: Properties, days?: number): void
    register_once(properties: Properties, default_value?: any, days?: number): void
    register_for_session(properties: Properties): void
    unregister(property: string): void
    unregister_for_session(property: string): void
    unsetPersonProperties(propertyNames: string | string[]): void
    resetGroups(): void
    createPersonProfile(): void
    setInternalOrTestUser(): void
    opt_in_capturing(options?: { captureEventName?: string | null | false; captureProperties?: Properties }): void
    opt_out_capturing(): void
    clear_opt_in_out_capturing(): void
    getPageViewId(): string | undefined
    // Of `featureFlags`, by the same names.
    getFeatureFlag(key: string, options?: FeatureFlagOptions): boolean | string | undefined
    getFeatureFlagPayload(key: string): JsonType
    getFeatureFlagResult(key: string, options?: FeatureFlagOptions): FeatureFlagResult | undefined
    getAllFeatureFlags(): FeatureFlagResult[]
    isFeatureEnabled(key: string, options?: FeatureFlagOptions & { defaultValue?: boolean }): any
    onFeatureFlags(callback: FeatureFlagsCallback): () => void
    reloadFeatureFlags(): void
    updateFlags(flags: Record<string, boolean | string>, payloads?: Record<string, JsonType>, options?: { merge?: boolean }): void
    setPersonPropertiesForFlags(properties: Properties, reloadFeatureFlags?: boolean): void
    resetPersonPropertiesForFlags(reloadFeatureFlags?: boolean): void
    setGroupPropertiesForFlags(properties: Record<string, Properties>, reloadFeatureFlags?: boolean): void
    resetGroupPropertiesForFlags(group_type?: string): void
    getEarlyAccessFeatures(callback: (features: EarlyAccessFeature[]) => void, force_reload?: boolean, stages?: string[]): void
    updateEarlyAccessFeatureEnrollment(key: string, isEnrolled: boolean, stage?: string): void
    // Of features this version does not have yet.
    startSessionRecording(override?: unknown): void
    stopSessionRecording(): void
    renderSurvey(surveyId: string, selector: string): void
    displaySurvey(surveyId: string, options?: object): void
    getSurveys(callback: SurveyCallback, force?: boolean): void
    getActiveMatchingSurveys(callback: SurveyCallback, force?: boolean): void
    onSurveysLoaded(callback: SurveyCallback): () => void
    onActiveMatchingSurveysChanged(callback: SurveyCallback): () => void
}

export class PostHog {
    SentryIntegration = SentryIntegration
    version = '1.449.2'
    __SV?: number
    people: {
        set: (prop: string | Properties, to?: any, callback?: (response: any) => void) => void
        set_once: (prop: string | Properties, to?: any, callback?: (response: any) => void) => void
    }
    persistence?: Persistence
    sessionPersistence?: Persistence
    featureFlags: FeatureFlags = new FeatureFlags(this)
    autocapture: Autocapture = new Autocapture(() => this._core()?.page)
    consent: Consent
    /** The points that wait to be sent, by address; whoever takes them sends them. */
    heatmaps = {
        getAndClearBuffer: (): Record<string, Properties[]> | undefined => (this._signals || undefined)?.call('heatmap', []),
    }
    compression?: string

    private _asked?: Asked
    /** The page's side of the present core, which sets it. */
    private _page: any
    /** The page's side for the core to take over.
     *  @internal */
    _early?: object
    private _manager: SessionManager
    /** Undefined until something of it is asked for, null while it is on its way, false where it cannot be had. */
    private _signals?: Signals | null | false
    private _forSignals: Array<[string, any[]]> = []
    /** Undefined until it is known whether web experiments are wanted; 0: not at first, 1: what applies them is loaded. */
    private _experiments?: number
    private _unavailable: Record<string, boolean> = {}
    private _unready: Array<() => void> = []

    constructor() {
        const ask = this._ask.bind(this)
        this.consent = new Consent(ask)
        this._manager = new SessionManager(ask, (event, call) => this._listen(event, call))
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

    /** The core of this instance, or what stands in for it; undefined where there can be none.
     *  @internal */
    _core(): Asked | undefined {
        if (this._asked) return this._asked
        return start() ? this._born() : this._waits(standIn(this))
    }

    /** Makes the core. `early`: the page's side that stood in for it, which it takes over. */
    private _born(early?: object): Asked {
        this._asked = undefined
        whenTrapped(() => this._goOn())
        this._early = early
        const core = new Core(this, fromScriptTag)
        this._early = undefined
        return (this._asked ??= Object.assign(core, { page: this._page }))
    }

    /** What stands in for a core that is still to come, if one is. */
    private _waits(waiting: StandIn): StandIn | undefined {
        const arrived = (started: boolean) => {
            this._asked = undefined
            waiting.end(started ? this._born(waiting.page) : undefined)
        }
        return whenReady(arrived) ? (this._asked = waiting) : undefined
    }

    /** The core trapped. What it has stored is taken up by the next one; the page has seen this instance start, and hears nothing of it. */
    private _goOn(): void {
        const { options } = this._page
        const left = this._page.left()
        const waiting = (this._asked = standIn(this))
        if (options.token) {
            waiting.page.given = { ...options, bootstrap: {} }
            waiting.call(Op.INIT, JSON.stringify([options.token, options.name, true]))
            waiting.call(Op.START, left)
        }
        if (this._waits(waiting)) return
        waiting.end()
        if (this._signals) this._signals.stop()
    }

    /** Is the core still to come? Then this is called when it is there.
     *  @internal */
    _later(call: () => (() => void) | undefined): (() => void) | undefined {
        return this._core()?.later?.(call)
    }

    /** Asks the core: arguments and answers are JSON.
     *  @internal */
    _ask(op: Op, ...args: any[]): any {
        const core = this._core()
        if (!core) return undefined
        const answer = core.call(op, args.length ? core.page.text(args) : '[]')
        return answer === undefined ? undefined : JSON.parse(answer)
    }

    /** Properties as an event will show them: dates and functions are `{}`. */
    private _copied(properties?: Properties): Properties | undefined {
        return this._core()?.page.copied(properties)
    }

    /** @internal */
    _listen(event: string, call: (...args: any[]) => void): () => void {
        return this._later(() => this._listen(event, call)) ?? this._core()?.page.listen(event, call) ?? (() => {})
    }

    /** Options or the server's settings have changed. `wanted`: they ask for something of signals.js. `sent`: what somebody was sent here with.
     *  @internal */
    _followSignals(wanted: number, sent?: object): void {
        this._followExperiments()
        if (this._signals) this._signals.follow(wanted)
        else if ((wanted || this._forSignals[0]) && this._signals === undefined && loadSignals && !this._asked?.later) {
            this._signals = null
            // What happens meanwhile: errors that nobody caught wait as well, and if the page is left nothing can.
            const kinds = ['error', 'unhandledrejection', 'pagehide']
            const meanwhile = (event: Event) => {
                if (event.type === 'pagehide') this._withoutSignals()
                else this._forSignals.push(['early', [event, { timestamp: new Date() }]])
            }
            for (const kind of kinds) addEventListener(kind, meanwhile)
            const restore = this._watchTools()
            loadSignals()
                .then((module) => module.attach(this, { ask: this._ask.bind(this), sent, plain: isPlain() }))
                .then((signals) => {
                    this._signals = signals
                    restore?.()
                    signals.follow(1)
                    for (const [name, args] of this._forSignals.splice(0)) signals.call(name, args)
                })
                // It is not tried again on this page.
                .catch((error) => {
                    this._ask(Op.LOG, 2, 'signals.js could not be loaded: ' + error)
                    this._signals = false
                    this._withoutSignals()
                })
                .then(() => {
                    for (const kind of kinds) removeEventListener(kind, meanwhile)
                })
        }
    }

    private _followExperiments(): void {
        const before = this._experiments
        if (this.config.disable_web_experiments !== false) this._experiments ??= 0
        else if (!before && loadExperiments) {
            this._experiments = 1
            const host = {
                ask: this._ask.bind(this),
                question: (answer: (json: any) => void) => this.featureFlags._question('web_experiments', [], answer),
                late: before === 0 && this.flagsEndpointWasHit,
            }
            loadExperiments()
                .then((module) => module.attach(this, host))
                .catch((error) => this._ask(Op.LOG, 2, 'web-experiments.js could not be loaded: ' + error))
        }
    }

    /** Agents call the tools of the page later than they are registered: so calls of those that are registered before signals.js is there are told too. */
    private _watchTools(): (() => void) | undefined {
        const context = this.config.capture_webmcp && (document as any).modelContext
        const register = context && context.registerTool
        if (!register) return
        const early = (context.registerTool = (tool: any, ...rest: any[]) => {
            const execute = (...args: any[]): any => (this._signals ? this._signals.call('lateTool', [tool]) : tool).execute(...args)
            return register.call(context, this._signals || !tool?.execute ? tool : Object.create(tool, { execute: { value: execute } }), ...rest)
        })
        return () => {
            if (context.registerTool === early) context.registerTool = register
        }
    }

    /** Exceptions that waited for signals.js are captured without it: their stacks are lost, they are not. Where it cannot be had, nothing else is
     *  waited for any longer. */
    private _withoutSignals(): void {
        this._forSignals = this._forSignals.filter(([name, [error, properties, options]]) => {
            if (name !== 'exception') {
                if (this._signals === false && name === 'flushMetrics') error()
                return this._signals !== false
            }
            try {
                const entry = { type: error?.name || 'Error', value: String(error?.message ?? error), mechanism: { type: 'generic', handled: true } }
                this.capture('$exception', { $exception_list: [entry], $exception_level: 'error', ...properties }, { ...options, _originatedFromCaptureException: true })
            } catch {
                // It does not want to be read.
            }
        })
    }

    /** Hands a call to signals.js, which is loaded for it; until it is there calls wait in their order, the last thousand of them.
     *  @internal */
    _callSignals(name: string, ...args: any[]): any {
        if (this._signals) return this._signals.call(name, args)
        if (this._forSignals.push([name, args]) > 1000) this._forSignals.shift()
        if (this._signals === false) this._withoutSignals()
        else this._followSignals(1)
    }

    /** Hands a call to signals.js if something of it was asked for. */
    private _tellSignals(name: string, ...args: any[]): void {
        if (this._signals !== undefined) this._callSignals(name, ...args)
    }

    init(token: string, config?: InitOptions, name?: string): PostHog {
        if (!name || name === PRIMARY) return this._begin(token, config, name)
        const instance = (instances[name] ??= new PostHog())
        instance._begin(token, config, name)
        ;((instances[PRIMARY] ?? this) as any)[name] = instance
        return instance
    }

    private _begin(token: any, config: any, name: any): this {
        const core = this._core()
        if (!core) return this
        core.page.given = config !== null && typeof config === 'object' ? this._withBootstrap(config) : {}
        if (this._ask(Op.INIT, typeof token === 'string' ? token : null, name)) {
            this.persistence = new Persistence(this._ask.bind(this), false)
            this.sessionPersistence = new Persistence(this._ask.bind(this), true)
            this.compression = this.config.disable_compression ? undefined : 'gzip-js'
            this._ask(Op.START)
            this._unready.splice(0).forEach((go) => go())
        }
        return this
    }

    /** What the server wrote into the page: `bootstrap_element` is the id of a `<script type="application/json">` with the option `bootstrap`. What the
     *  page gives itself wins. */
    private _withBootstrap(config: any): any {
        const id = config.bootstrap_element
        if (!id) return config
        try {
            return { ...config, bootstrap: { ...JSON.parse(document.getElementById(id)!.textContent!), ...config.bootstrap } }
        } catch (error) {
            this._ask(Op.LOG, 3, 'bootstrap_element ' + id + ': ' + error)
            return config
        }
    }

    get __loaded(): boolean {
        return !!this._asked && !!this._ask(Op.LOADED)
    }
    get config(): PostHogConfig {
        return (this._core()?.page.options ?? {}) as PostHogConfig
    }
    get sessionManager(): SessionManager | undefined {
        return this._asked && this._ask(Op.CURRENT_SESSION) ? this._manager : undefined
    }
    get sessionPropsManager(): { getSessionProps: () => Properties } | undefined {
        return this.sessionManager && { getSessionProps: () => this._ask(Op.SESSION_ENTRY) }
    }
    get analyticsDefaultEndpoint(): string {
        return (this._asked && this._ask(Op.ENDPOINT)) || '/e/'
    }
    get decideEndpointWasHit(): boolean {
        return this.featureFlags.hasLoadedFlags
    }
    get flagsEndpointWasHit(): boolean {
        return this.featureFlags.hasLoadedFlags
    }

    set_config(config: Partial<PostHogConfig>): void {
        const core = this._core()
        if (!core) return
        core.page.given = config
        this._ask(Op.SET_CONFIG)
    }
    debug(debug?: boolean): void {
        console.log(debug === false ? "You've disabled debug mode." : "You're now in debug mode. `posthog.debug(false)` ends it.")
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
        // Functions among the calls ask for what only the core can tell.
        const execute = (): any => executeArray(target, queue, (_call, error) => this._ask(Op.LOG, 2, 'Error executing queued PostHog call: ' + error))
        this._later(execute) ?? execute()
    }
    _dom_loaded(): void {
        if (this.__loaded) this._ask(Op.DOM_LOADED)
    }

    // ---- events

    capture(event_name: string, properties?: Properties | null, options?: CaptureOptions): CaptureResult | undefined {
        const core = this._core()
        return core && core.page.capture(core, event_name, properties, options)
    }
    calculateEventProperties(event: string, properties: Properties, timestamp?: Date, uuid?: string, readOnly?: boolean): Properties {
        return this._ask(Op.EVENT_PROPERTIES, event, properties, timestamp && timestamp.getTime(), uuid, !!readOnly) ?? properties
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
        return this._listen(event, cb)
    }
    _addCaptureHook(callback: (event: string, data: CaptureResult) => void): () => void {
        return this.on('eventCaptured', (data) => callback(data.event, data))
    }

    // ---- exceptions

    captureException(error: unknown, additionalProperties?: Properties): CaptureResult | undefined {
        return this._core() && this._exception(error, additionalProperties, new Error().stack)
    }
    /** Has signals.js capture what was thrown, or what Sentry tells of it. An event that has to wait for it is told as far as it is known. */
    private _exception(error: any, properties?: Properties, ...more: any[]): CaptureResult | undefined {
        const uuid = this._ask(Op.UUID)
        if (uuid === null) return undefined
        const timestamp = new Date()
        const waits = uuid && !this._signals
        const captured = this._callSignals('exception', error, properties, { uuid, timestamp }, ...more)
        return waits ? { uuid, event: '$exception', timestamp, properties: properties || {} } : captured
    }
    addExceptionStep(message: string, properties?: Properties): void {
        if (this.__loaded) this._callSignals('step', message, properties, Date.now())
    }
    startExceptionAutocapture(config?: ExceptionAutoCaptureConfig): void {
        this.set_config({ capture_exceptions: config ?? true })
    }
    stopExceptionAutocapture(): void {
        this.set_config({ capture_exceptions: false })
    }

    /** Sees Sentry's events go by, and captures their exceptions. */
    sentryIntegration(options: SentryIntegrationOptions = {}): { name: string; processEvent: (event: any) => any } {
        const send = (error: object, ...event: object[]) => this._exception(error, undefined, undefined, ...event)
        return { name: 'posthog-js', processEvent: processor(this, options, () => this._ask(Op.PERSON_URL), send) }
    }

    // ---- super properties

    get_property(property_name: string): any {
        return this._ask(Op.GET_PROPERTY, property_name)
    }
    getSessionProperty(property_name: string): any {
        return this._ask(Op.GET_PROPERTY, property_name, true)
    }

    // ---- identity

    identify(new_distinct_id?: string, userPropertiesToSet?: Properties, userPropertiesToSetOnce?: Properties): void {
        this._ask(Op.IDENTIFY, new_distinct_id, this._copied(userPropertiesToSet), this._copied(userPropertiesToSetOnce))
    }
    setPersonProperties(userPropertiesToSet?: Properties, userPropertiesToSetOnce?: Properties): void {
        this._ask(Op.SET_PERSON_PROPERTIES, this._copied(userPropertiesToSet), this._copied(userPropertiesToSetOnce))
    }
    alias(alias: string, original?: string): CaptureResult | void | number {
        const answer = this._ask(Op.ALIAS, alias, original)
        return typeof answer === 'number' ? answer : answer ? this._core()?.page.last : undefined
    }
    group(groupType: string, groupKey: string, groupPropertiesToSet?: Properties): void {
        this._ask(Op.GROUP, groupType, groupKey, this._copied(groupPropertiesToSet), groupPropertiesToSet)
    }
    getGroups(): Record<string, any> {
        return this.get_property('$groups') || {}
    }
    reset(options?: boolean | { resetDeviceID?: boolean; bootstrap?: any }): void {
        this._ask(Op.RESET, options)
        this._tellSignals('reset')
    }
    get_distinct_id(): string {
        return this.get_property('distinct_id')
    }
    setIdentity(distinctId: string, hash: string): void {
        this.clearIdentity()
        Object.assign(this.config, { identity_distinct_id: distinctId, identity_hash: hash })
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
        return this._ask(Op.SESSION_ID) ?? ''
    }
    onSessionId(callback: SessionIdChangedCallback): () => void {
        return this._later(() => this.onSessionId(callback)) ?? this.sessionManager?.onSessionId(callback) ?? (() => {})
    }
    get_session_replay_url(options?: { withTimestamp?: boolean; timestampLookBack?: number }): string {
        return this._ask(Op.REPLAY_URL, options?.withTimestamp ? (options.timestampLookBack ?? 10) : undefined) ?? ''
    }

    // ---- consent

    has_opted_in_capturing(): boolean {
        return this.consent.isOptedIn()
    }
    has_opted_out_capturing(): boolean {
        return this.consent.isOptedOut()
    }
    get_explicit_consent_status(): 'granted' | 'denied' | 'pending' {
        return this._ask(Op.CONSENT_STATUS) ?? 'pending'
    }
    is_capturing(): boolean {
        return !!this._ask(Op.IS_CAPTURING)
    }
    _is_bot(): boolean {
        return !!this._ask(Op.IS_BOT)
    }

    // ---- logs

    captureLog(options: CaptureLogOptions): void {
        const time = Date.now()
        const log = (): undefined => this._core()?.page.log(options, time)
        this._later(log) ?? log()
    }
    get logger(): Logger {
        const logger: any = {}
        for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)
            logger[level] = (body: string, attributes?: any) => this.captureLog({ body, level, attributes })
        return logger
    }
    flushLogs(transport?: string): void {
        this._tellSignals('flushLogs', transport)
    }
    get logs(): Logs {
        return this
    }

    // ---- metrics

    get metrics(): Metrics {
        const metric =
            (type: string) =>
            (name: string, value?: number, options?: object): void => {
                const args = [type, name, value, options, Date.now()]
                if (!this.__loaded) this._forSignals.push(['metric', args])
                else if (this.is_capturing()) this._callSignals('metric', ...args)
            }
        const flush = (): Promise<void> => new Promise((done) => (this._signals === undefined ? done() : this._callSignals('flushMetrics', done)))
        return { count: metric('count'), gauge: metric('gauge'), histogram: metric('histogram'), flush }
    }

    /** Surveys by the name of their part: the same methods. */
    get surveys(): Pick<PostHog, 'displaySurvey' | 'renderSurvey' | 'getSurveys' | 'getActiveMatchingSurveys' | 'onSurveysLoaded'> {
        return this
    }

    // ---- PostHog's toolbar

    loadToolbar(params: object): boolean {
        return this.__loaded && !document.getElementById('__POSTHOG_TOOLBAR__') && !this._callSignals('toolbar', params)
    }
    get toolbar(): Pick<PostHog, 'loadToolbar'> {
        return this
    }

    // ---- what becomes of events; not of posthog-js

    /** What became of all events of this project, of all pages and visits of this browser; as of now. */
    delivery(): Delivery {
        return this._delivery()
    }
    private _delivery(own?: boolean): Delivery {
        const { captured = 0, delivered = 0, ...dropped } = this._ask(Op.DELIVERY, own) ?? {}
        let pending = captured - delivered
        for (const why in dropped) pending -= dropped[why]
        return { captured, delivered, pending, dropped }
    }
    /** Sends what waits, and resolves when all that is on its way was answered or has failed: with what this page sent meanwhile, what of its events still
     *  waits, and what was dropped meanwhile. Never rejects. */
    async flush(): Promise<Flushed> {
        const before = this._delivery(true)
        await this._waitFor(Op.FLUSH)
        const { delivered, pending, dropped } = this._delivery(true)
        for (const why in dropped) if (!(dropped[why]! -= before.dropped[why] || 0)) delete dropped[why]
        return { sent: delivered - before.delivered, pending, dropped }
    }
    /** Resolves when `init` was called and the remote configuration is there (true), or will not be (false). Never rejects. */
    ready(): Promise<boolean> {
        return this.__loaded ? this._waitFor(Op.READY) : new Promise((done) => this._unready.push(() => this.ready().then(done)))
    }
    private _waitFor(op: Op): Promise<boolean> {
        return new Promise((done) => {
            if (this.__loaded) this.featureFlags._wait((_, status) => done(status > 0), (ticket) => this._ask(op, ticket))
            else done(false)
        })
    }
    /** Sends what waits, captures nothing more, and takes away every listener, timer and patch. Resolves when what was sent is answered, or `timeout`
     *  milliseconds are over. */
    async shutdown(timeout = 30_000): Promise<void> {
        if (this._signals) this._signals.stop()
        this._withoutSignals()
        this._ask(Op.SHUTDOWN)
        let timer
        await Promise.race([this._waitFor(Op.FLUSH), new Promise((done) => (timer = setTimeout(done, timeout)))])
        clearTimeout(timer)
        this._ask(Op.STOPPED)
    }

    // ---- features this version does not have yet: they say so once and answer as posthog-js does while they are off

    _missing(name: string): void {
        if (this._unavailable[name]) return
        this._unavailable[name] = true
        this._ask(Op.LOG, 1, '`posthog.' + name + '` is not available in this version')
    }
    sessionRecordingStarted(): boolean {
        return false
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

const methods = PostHog.prototype as any
const each = (names: string, make: (name: string) => (this: any, ...args: any[]) => any) => {
    for (const name of names.split(' ')) methods[name] = make(name)
}
// What is only handed on.
for (const [name, op] of Object.entries(HANDED_ON))
    methods[name] = function (...args: any[]) {
        return this._ask(op, ...args)
    }
each(OF_FLAGS, (name) => function (...args) {
    return (this.featureFlags as any)[name](...args)
})
each(MISSING, (name) => function () {
    this._missing(name)
})
each(SURVEYS, (name) => (callback) => {
    callback([], { isLoaded: false, error: SURVEYS_NOT_AVAILABLE })
    return name[0] === 'o' ? () => {} : undefined
})
