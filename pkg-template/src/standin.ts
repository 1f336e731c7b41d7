// Stands in for the core while it is still being compiled: calls wait in order, and what the visitor's stored state can answer is answered.

import type { Core } from './runtime.js'

type Call = [name: string, args: unknown[]]

function stored(token: string, name: string): unknown {
    const key = 'ph_' + token.replace(/\+/g, 'PL').replace(/\//g, 'SL').replace(/=/g, 'EQ') + '_posthog'
    try {
        const text = window.localStorage.getItem(key)
        return text ? (JSON.parse(text) as Record<string, unknown>)[name] : undefined
    } catch {
        return undefined
    }
}

/** An object with every method of the core, each of which waits. `replay` hands the calls on. */
export function standIn(): { core: Core; replay: (core: Core) => void; remember: (token: unknown) => void } {
    const calls: Call[] = []
    let token = ''
    const core = new Proxy({} as Core, {
        get(_, name) {
            if (name === 'loaded') return token !== ''
            if (name === 'config') return {}
            if (name === 'endpoint') return '/e/'
            if (name === 'getProperty') return (key: string) => stored(token, key)
            if (name === 'props') return () => ({})
            if (name === 'consentStatus') return () => 'pending'
            if (name === 'getSessionId' || name === 'replayUrl') return () => ''
            if (typeof name !== 'string') return undefined
            return (...args: unknown[]) => void calls.push([name, args])
        },
    })
    return {
        core,
        remember: (given) => {
            if (typeof given === 'string') token = given.trim()
        },
        replay: (real) => {
            for (const [name, args] of calls) {
                const method = (real as unknown as Record<string, unknown>)[name]
                if (typeof method === 'function') method.apply(real, args)
            }
        },
    }
}
