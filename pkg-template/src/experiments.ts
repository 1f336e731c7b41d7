// Web experiments as the server tells them, and whom they are for. They are anybody's text until they have been looked at: what is of the wrong kind
// is refused by an exception, which ends that one and no other.

/** A change of the page. */
export interface Transform {
    selector?: unknown
    html?: unknown
    css?: unknown
}

export interface Variant {
    conditions?: {
        url?: string | null
        urlMatchType?: string | null
        utm?: Record<string, unknown> | null
    } | null
    transforms?: unknown
}

export interface Experiment {
    id?: unknown
    name?: unknown
    feature_flag_key?: string | null
    variants?: Record<string, Variant | null>
}

/** The parts of a campaign that count; any other is not looked at. */
const UTM = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term']

/** What is no pattern is found nowhere. */
function fits(pattern: string, url: string): boolean {
    try {
        return new RegExp(pattern).test(url)
    } catch {
        return false
    }
}

const contains = (part: string, url: string): boolean => url.toLowerCase().includes(part.toLowerCase())

/** By `urlMatchType`. */
const WAYS = new Map<string, (wanted: string, url: string) => boolean>([
    ['icontains', contains],
    ['not_icontains', (part, url) => !contains(part, url)],
    ['regex', fits],
    ['not_regex', (pattern, url) => !fits(pattern, url)],
    ['exact', (wanted, url) => wanted === url],
    ['is_not', (wanted, url) => wanted !== url],
])

/** Is the variant for this address? `url` is only asked for where it matters. */
export function isForUrl({ conditions }: Variant, url: () => string): boolean {
    const wanted = conditions?.url
    if (!wanted) return true
    const kind = conditions.urlMatchType ?? 'icontains'
    const way = WAYS.get(kind)
    if (!way) throw new Error('there is no way of matching called ' + kind)
    return way(wanted, url())
}

/** Is the variant for who came by the campaign in this address? */
export function isForCampaign({ conditions }: Variant, url: string): boolean {
    const wanted = conditions?.utm
    return !wanted || (!!parameter(url, 'utm_source') && UTM.every((key) => !wanted[key] || wanted[key] == parameter(url, key)))
}

/** The variant of this name, if there is one. */
export function variantOf({ variants }: Experiment, name: unknown): Variant | undefined {
    const key = String(name)
    return (variants && Object.prototype.hasOwnProperty.call(variants, key) && variants[key]) || undefined
}

/** A parameter of an address as posthog-js reads it: the first of its name counts. */
export function parameter(url: string, name: string): string {
    const query = /\?+(.*)/.exec(url.split('#')[0] ?? '')?.[1] ?? ''
    const found = query.split('&').find((part) => part.split('=')[0] === name)
    const value = (found ?? name).slice(name.length + 1).replace(/\+/g, ' ')
    try {
        return decodeURIComponent(value)
    } catch {
        return value
    }
}
