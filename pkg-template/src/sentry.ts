// Beside Sentry: its events get tags that lead to the person and the recording in PostHog, and PostHog gets the exceptions in them. Here is what
// must be done at once, because Sentry waits for it; what is captured of an event is put together in signals.js.

import type { PostHog } from './posthog.js'

/** What of Sentry's events is taken: by default those of the level `error`. */
export type SentryIntegrationOptions = {
    organization?: string
    projectId?: number
    prefix?: string
    severityAllowList?: string[] | '*'
    sendExceptionsToPostHog?: boolean
}

/** What Sentry shows its events to. `personUrl` asks the core, `send` hands over the first exception, as an error, with the event around it. */
export function processor(
    posthog: PostHog,
    options: SentryIntegrationOptions,
    personUrl: () => string,
    send: (error: object, event: object, options: object) => void
) {
    return (event: any): any => {
        const { severityAllowList = ['error'], sendExceptionsToPostHog } = options
        if ((severityAllowList === '*' || severityAllowList.includes(event.level)) && posthog.__loaded) {
            const tags = (event.tags = event.tags || {})
            tags['PostHog Person URL'] = personUrl()
            if (posthog.sessionRecordingStarted()) tags['PostHog Recording URL'] = posthog.get_session_replay_url({ withTimestamp: true })
            const { type, value } = event.exception?.values?.[0] || {}
            if (sendExceptionsToPostHog ?? true) send({ name: type, message: value || event.message }, event, options)
        }
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
