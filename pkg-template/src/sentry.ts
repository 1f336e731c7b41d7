// Beside Sentry: its events get tags that lead to the person and the recording in PostHog, and PostHog gets the exceptions in them. Only what the
// page's own objects ask for is here: Sentry's event is read and changed in place. What is captured of it the core decides.

import type { PostHog } from './posthog.js'

/** What of Sentry's events is taken: by default those of the level `error`. */
export type SentryIntegrationOptions = {
    organization?: string
    projectId?: number
    prefix?: string
    severityAllowList?: string[] | '*'
    sendExceptionsToPostHog?: boolean
}

/** `personUrl` and `send` ask the core. */
export function processor(posthog: PostHog, options: SentryIntegrationOptions, personUrl: () => string, send: (properties: object) => void) {
    return (event: any): any => {
        const { severityAllowList = ['error'], organization, projectId, prefix } = options
        const { level, message, event_id, exception } = event
        if (!(severityAllowList === '*' || severityAllowList.includes(level)) || !posthog.__loaded) return event
        const tags = (event.tags = event.tags || {})
        tags['PostHog Person URL'] = personUrl()
        if (posthog.sessionRecordingStarted()) tags['PostHog Recording URL'] = posthog.get_session_replay_url({ withTimestamp: true })
        const values: any[] = exception?.values || []
        const $exception_list = values.map((value) => {
            const stacktrace = value.stacktrace
            const frames = (stacktrace?.frames || []).map((frame: object) => ({ ...frame, platform: 'web:javascript' }))
            return { ...value, stacktrace: stacktrace ? { ...stacktrace, type: 'raw', frames } : undefined }
        })
        const said = { exception_message: values[0]?.value || message, exception_type: values[0]?.type }
        const properties: Record<string, any> = { $exception_level: level, $exception_list, $sentry_event_id: event_id, $sentry_exception: exception, $sentry_tags: tags }
        for (const [key, value] of Object.entries(said)) properties['$' + key] = properties['$sentry_' + key] = value
        if (organization && projectId)
            properties['$sentry_url'] = (prefix || 'https://sentry.io/organizations/') + organization + '/issues/?project=' + projectId + '&query=' + event_id
        if (options.sendExceptionsToPostHog ?? true) send(properties)
        return event
    }
}

/** The integration in the form of Sentry 7 and older: `new posthog.SentryIntegration(posthog, …)`. */
export class SentryIntegration {
    readonly name = 'posthog-js'
    setupOnce: (addGlobalEventProcessor: (processor: (event: any) => any) => void, getCurrentHub?: () => any) => void

    constructor(
        posthog: PostHog,
        organization?: string,
        projectId?: number,
        prefix?: string,
        severityAllowList?: string[] | '*',
        sendExceptionsToPostHog?: boolean
    ) {
        const options = { organization, projectId, prefix, severityAllowList, sendExceptionsToPostHog }
        this.setupOnce = (add) => add(posthog.sentryIntegration(options).processEvent)
    }
}
