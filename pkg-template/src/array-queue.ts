// The standard snippet's queue: calls made before the SDK was there, as arrays of a method's name and its arguments.

type Target = Record<string, any>

let depth = 0

export const isExecuting = (): boolean => depth > 0

/** Runs queued calls: functions at once, then aliases, then everything that is no capture, then captures. One that throws is logged, the others
 *  go on. */
export function executeArray(target: Target, queue: unknown, failed: (call: unknown, error: unknown) => void): void {
    if (!Array.isArray(queue)) return
    depth++
    try {
        const aliases: any[] = []
        const others: any[] = []
        const captures: any[] = []
        for (const item of queue) {
            if (!item) continue
            const name = item[0]
            if (Array.isArray(name)) captures.push(item)
            else if (typeof item === 'function') {
                try {
                    item.call(target)
                } catch (error) {
                    failed(item, error)
                }
            } else if (Array.isArray(item) && name === 'alias') aliases.push(item)
            else if (Array.isArray(item) && String(name).includes('capture') && typeof target[name] === 'function') captures.push(item)
            else others.push(item)
        }
        for (const call of [...aliases, ...others, ...captures]) {
            try {
                // A chain, such as [['people'], ['set', …]], calls each on what the one before gave back.
                if (Array.isArray(call[0])) call.reduce((on: any, step: any[]) => on[step[0]](...step.slice(1)), target)
                else target[call[0]](...call.slice(1))
            } catch (error) {
                failed(call, error)
            }
        }
    } finally {
        depth--
    }
}
