// What is written for posthog-js's interface takes prickle's instance.
import type { PostHog, PostHogConfig } from '@posthog/types'
import prickle, { PostHog as Prickle } from 'posthog-js'

export const instance: PostHog = prickle
export const made: PostHog = new Prickle()
export const start = (token: string, config: Partial<PostHogConfig>): PostHog => prickle.init(token, config)
