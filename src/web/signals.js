// The page's side of one instance, for the second module: its options, its `capture`, and what is read of the page for what is watched. Nothing is
// decided here.

import { textOf } from './page.js'
import { dataText } from './values.js'

/** What the module asks, by number: the order is that of `Ask` in src/signals/page.rs. */
const answers = [
    function data({ facade }) {
        return dataText(facade.config)
    },

    function remote(page) {
        return JSON.stringify(page.host.remote())
    },

    function capture({ facade }, text) {
        const { event, properties, options } = JSON.parse(text)
        if (options && options.timestamp) options.timestamp = new Date(options.timestamp)
        facade.capture(event, properties, options)
    },
]

/** What the facade can ask, by name. */
const calls = {}

export class Page {
    /** `told(what, a, b, n, m)` is how the module hears of what happens: see `Signal` in src/signals/page.rs. */
    constructor(facade, host) {
        this.facade = facade
        this.host = host
        this.told = () => {}
    }

    call(name, args) {
        return calls[name](this, ...args)
    }

    tell(what, a = '', b = '', n = 0, m = 0) {
        this.told(what, a, b, n, m)
    }

    /** A text, or nothing; what is true is an empty text, and what throws is nothing. */
    ask(what, a, b, n) {
        try {
            return textOf(answers[what](this, a, b, n))
        } catch (e) {
            // The page has put something else in the place of what was asked.
        }
    }
}
