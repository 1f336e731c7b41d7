// The page's side of one instance, for the second module: its options, its `capture`, and what is read of the page for what is watched. Nothing is
// decided here.

import {
    answerOf,
    around,
    attempt,
    elementFacts,
    fits,
    hearing,
    labelFacts,
    loadScript,
    matchesAny,
    pointers,
    scrolled,
    tagOf,
    targetOf,
} from './page.js'
import { dataText } from './values.js'

// What the module is told, by number: as `Signal` in src/signals/page.rs. The first is a script of page.js.
const PLOTTED = 2
const STIRRED = 3
const GESTURED = 4
const MEASURED = 5
const POINTS_ASKED = 6

const w = typeof window === 'undefined' ? {} : window

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

    loadScript,

    // ---- the pointer

    watchPointer,

    function unwatchPointer(page) {
        page.unwatchPointer()
    },

    takeUp,

    function forgetUsed(page) {
        page.used.clear()
    },

    function factsAtHand(page) {
        return JSON.stringify(elementFacts(page, page.at[0]))
    },

    pointers,

    matchesAny,

    labelFacts,

    function handPoints(page, points) {
        page.points = JSON.parse(points)
    },

    // ---- web vitals

    observeVitals,
]

// ---- the pointer: where it was, for heatmaps, and what came of it, for dead clicks

const isElement = (node) => !!node && node.nodeType === 1
const inToolbar = (node) => isElement(node) && !!node.closest('#__POSTHOG_TOOLBAR__,.toolbar-global-fade-container')

const isPlace = ({ target, clientX, clientY }) => Number.isFinite(clientX) && Number.isFinite(clientY) && !inToolbar(target)

/** Tells where on the page an event was, as JSON, and where in the window. */
function plot(page, event, kind) {
    if (!isPlace(event)) return
    const { clientX, clientY } = event
    const root = page.options.scroll_root_selector
    const element = scrolled(root)
    const target = targetOf(event)
    let fixed = false
    attempt(() => {
        for (let node = target; !fixed && isElement(node) && node !== element && tagOf(node) !== 'body'; node = node.parentNode)
            fixed = ['fixed', 'sticky'].includes(w.getComputedStyle(node).position)
    })
    const moved = (ofWindow, own) => (fixed ? 0 : (!root && w[ofWindow]) || (element && element[own]) || 0)
    page.at = [target, event]
    const x = clientX + moved('scrollX', 'scrollLeft')
    const y = clientY + moved('scrollY', 'scrollTop')
    page.tell(PLOTTED, JSON.stringify({ x, y, target_fixed: fixed }).slice(0, -1), kind, clientX, clientY)
}

/** The element of this number is at hand, and told as a heatmap's point where that is wanted. */
function takeUp(page, plots, _, number) {
    page.at = page.used.get(number)
    if (plots) plot(page, page.at[1], 'deadclick')
}

const numbers = new WeakMap()
let lastNumber = 0
let lastUse = 0

/** Whose response to a gesture nobody can observe. */
const SURFACES = 'canvas,video,audio,embed,object'
const EDITABLE = ['', 'text', 'search', 'email', 'password', 'url', 'tel', 'number']

const isEditable = (node) => {
    const tag = isElement(node) && tagOf(node)
    if (tag === 'input') return EDITABLE.includes((node.getAttribute('type') || '').toLowerCase())
    return tag === 'textarea' || (tag && (node.isContentEditable || /^(true)?$/.test(node.getAttribute('contenteditable'))))
}

/** Watches the pointer. `wanted`, added up: 1 heatmaps, 2 dead clicks, 4 dead swipes. What the page does by itself meanwhile is told as a number:
 *  0 its content changed, 1 it was scrolled, 2 a selection changed, 4 its window got or lost the focus, 5 a finger touched it. `page.unwatchPointer`
 *  undoes it. */
function watchPointer(page, _, __, wanted) {
    const d = w.document
    const undo = []
    const hear = hearing(undo)
    const on = (target, types, handler) => hear(target, types, (event) => attempt(() => handler(event)))
    page.unwatchPointer()
    page.unwatchPointer = () => undo.forEach((step) => step())
    if (wanted & 1) {
        let timer
        on(d, 'click', (event) => plot(page, event, 'click'))
        on(d, 'mousemove', (event) => {
            if (!isPlace(event)) return
            clearTimeout(timer)
            timer = setTimeout(() => attempt(() => plot(page, event, 'mousemove')), 500)
        })
        undo.push(() => clearTimeout(timer))
    }
    // posthog-js has to load this part.
    if (page.options.disable_external_dependency_loading) return
    const watch = () => watchDeaths(page, on, undo, wanted & 4)
    // What the browser does to make the page is no sign of life.
    if (d.readyState !== 'loading') return watch()
    let starting
    on(d, 'DOMContentLoaded', () => (starting = setTimeout(() => attempt(watch))))
    undo.push(() => clearTimeout(starting))
}

function watchDeaths(page, on, undo, swipes) {
    const d = w.document
    const settings = page.options.capture_dead_clicks || {}
    const ignored = settings.css_selector_ignorelist || ['.ph-no-deadclick', '.ph-no-capture']
    const stir = (what) => page.tell(STIRRED, '', '', what)

    // An observed tree ends at shadow roots, so each is observed by itself. Zone.js wraps the observer, and would do work at each change.
    const observed = new WeakSet()
    const observe = (root) => {
        if (!root || observed.has(root)) return
        observed.add(root)
        observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true })
        observeInside(root)
    }
    const observeInside = (node) => {
        observe(node.shadowRoot)
        node.querySelectorAll('*').forEach((inner) => observe(inner.shadowRoot))
    }
    const observePath = (event) => event.composedPath().forEach((node) => attempt(() => observe(node.shadowRoot)))
    const observer = new (w.__zone_symbol__MutationObserver || w.MutationObserver)((changes) => {
        let seen
        for (const { target, addedNodes } of changes)
            attempt(() => {
                if (!target.isConnected) return
                seen = true
                addedNodes.forEach((node) => isElement(node) && observeInside(node))
            })
        if (seen) stir(0)
    })
    undo.push(() => observer.disconnect())
    observe(d)

    // What is selected by pressing, moving and releasing belongs to the click that ends it.
    let gesture
    let timer
    // Where nothing is shown there is none.
    const selected = () => d.getSelection() || {}
    let hadRange = selected().type === 'Range'
    const forget = () => {
        clearTimeout(timer)
        gesture = undefined
    }
    undo.push(forget)
    const isInGesture = (node) => {
        const [target] = gesture.path
        for (; node; node = node.getRootNode().host) if (gesture.path.includes(node) || (isElement(target) && target.contains(node))) return true
        return false
    }
    const touchesGesture = (selection) => {
        const [target] = gesture.path
        const range = selection.rangeCount > 0 && selection.getRangeAt(0)
        if (!range || !isElement(target) || range.startContainer.getRootNode() !== target.getRootNode())
            return isInGesture(selection.focusNode) || isInGesture(selection.anchorNode)
        const { startContainer: start } = range
        return range.collapsed ? isInGesture((isElement(start) && start.childNodes[range.startOffset]) || start) : range.intersectsNode(target)
    }
    on(w, 'mousedown', (event) => {
        observePath(event)
        forget()
        if (event.button) return
        gesture = { path: event.composedPath(), trusted: event.isTrusted }
        const selection = selected()
        gesture.began = selection.type === 'Range' && touchesGesture(selection)
    })
    on(w, 'mouseup', (event) => {
        if (!gesture || event.button || event.isTrusted !== gesture.trusted) return
        const path = event.composedPath()
        gesture.node = gesture.path.find((node) => isElement(node) && path.includes(node))
        gesture.detail = event.detail
        timer = setTimeout(forget)
    })
    on(w, 'mouseout', (event) => event.relatedTarget === null && forget())
    on(w, 'dragstart pointercancel', forget)
    on(d, 'visibilitychange', () => d.visibilityState === 'hidden' && forget())
    on(w, 'blur focus', (event) => {
        if (event.target !== w) return
        if (event.type === 'blur') forget()
        stir(4)
    })
    on(w, 'scroll', () => stir(1))
    on(d, 'selectionchange', (event) => {
        const selection = selected()
        const { type, focusNode } = selection
        const had = hadRange
        hadRange = type === 'Range'
        const target = targetOf(event)
        const focused = isElement(focusNode) ? focusNode : focusNode && focusNode.parentElement
        let active = d.activeElement
        while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement
        const edits = [target, focused, active].some(isEditable)
        // A caret that is reported outside of what has the focus may be inside a closed shadow root.
        const hidden = type === 'Caret' && active && !active.shadowRoot && focusNode && focusNode !== d.activeElement && focusNode.contains(d.activeElement)
        if (!had && !hadRange && !edits && !hidden) return
        if (gesture && (had || hadRange || edits)) {
            let editor = isEditable(target) && target
            if (!editor && type === 'Caret') editor = isEditable(active) || hidden ? active : edits && focused
            gesture.changed =
                gesture.changed ||
                (editor
                    ? isInGesture(editor)
                    : focusNode || selection.anchorNode
                      ? touchesGesture(selection)
                      : had && !hadRange && gesture.began)
        }
        stir(2)
    })

    const use = (event, node, passes, selected, ...swipe) => {
        const chain = []
        for (let el = node; isElement(el); el = tagOf(el) !== 'body' && around(el, () => {})) chain.push(el)
        const some = (selector) => chain.some((el) => fits(el, selector))
        if (!chain.length || tagOf(node) === 'html' || inToolbar(node) || ignored.some(some) || passes(some)) return
        const number = numbers.get(node) || ++lastNumber
        numbers.set(node, number)
        page.used.set(++lastUse, [node, event])
        page.tell(GESTURED, ...swipe, selected ? -lastUse : lastUse, number)
    }
    on(w, 'click', (event) => {
        observePath(event)
        const node = targetOf(event)
        let selected
        if (gesture && !event.button && event.detail > 0 && event.detail === gesture.detail && event.isTrusted === gesture.trusted && node === gesture.node) {
            selected = gesture.changed
            forget()
        }
        // With a modifier key a click is for the browser, and a link does something by itself.
        const modified = !settings.capture_clicks_with_modifier_keys && (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
        use(event, node, (some) => modified || some('a'), selected, '', '')
    })
    if (!swipes) return
    let start
    const { swipe_threshold_px: least = 30 } = settings
    on(w, 'touchstart', (event) => {
        observePath(event)
        const { touches } = event
        start = touches.length === 1 && [touches[0].clientX, touches[0].clientY]
        stir(5)
    })
    on(w, 'touchcancel', () => (start = undefined))
    on(w, 'touchend', (event) => {
        const from = start
        const [to] = event.changedTouches
        start = undefined
        if (!from || !to) return
        const [x, y] = [to.clientX - from[0], to.clientY - from[1]]
        // Looked at here, because to know what is under a finger costs a layout.
        if (x * x + y * y < least * least || d.elementsFromPoint(...from).some((element) => element.matches(SURFACES))) return
        const direction = Math.abs(x) >= Math.abs(y) ? (x >= 0 ? 'right' : 'left') : y >= 0 ? 'down' : 'up'
        use(event, targetOf(event), () => false, 0, direction, String(Math.round(Math.hypot(x, y))))
    })
}

// ---- web vitals

const VITALS = ['LCP', 'CLS', 'FCP', 'INP']

/** Sets web vitals' observers to work, which cannot be stopped. `kind`: the script they are of. `names`: JSON of the metrics that are wanted, and of
 *  those that are to tell what they are about. Not true where the script is not there. */
function observeVitals(page, kind, names, softNavigations) {
    const extensions = w.__PosthogExtensions__ || {}
    const all = extensions.postHogWebVitalsCallbacksByFlavor
    const own = all ? all[kind] : kind === 'web-vitals' && extensions.postHogWebVitalsCallbacks
    if (!own || !VITALS.every((name) => own['on' + name])) return false
    const plain = own.withoutAttribution
    const [wanted, attributed] = JSON.parse(names)
    const flat = (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => Object(value) !== value))
    for (const name of VITALS.filter((name) => wanted.includes(name))) {
        const tells = attributed.includes(name)
        const options = { reportSoftNavs: !!softNavigations }
        if (plain && tells && name === 'INP') options.includeProcessedEventEntries = false
        const tell = (metric) => {
            const { name, value, attribution } = metric
            if (!name || typeof value !== 'number') return
            const sessions = page.facade.sessionManager
            const { sessionId, windowId } = sessions ? sessions.checkAndGetSessionAndWindowId(true) : {}
            const text = JSON.stringify({
                ...metric,
                entries: undefined,
                attribution: attributed.includes(name) && attribution ? flat(attribution) : undefined,
                $session_id: sessionId,
                $window_id: windowId,
            })
            page.tell(MEASURED, name, text, value)
        }
        ;((!tells && plain) || own)['on' + name]((metric) => void attempt(() => tell(metric)), options)
    }
    return true
}

/** What the facade can ask, by name. */
const calls = {
    /** The heatmap's points that wait, by address; they are forgotten. */
    heatmap(page) {
        page.points = undefined
        page.tell(POINTS_ASKED)
        return page.points
    },
}

export class Page {
    /** `told(what, a, b, n, m)` is how the module hears of what happens: see `Signal` in src/signals/page.rs. */
    constructor(facade, host) {
        this.facade = facade
        this.host = host
        this.told = this.unwatchPointer = () => {}
        // Elements with the events that used them: those by whose numbers somebody may ask, and the one at hand.
        this.used = new Map()
        this.at = undefined
        // The one at hand and those around it, while they are asked of.
        this.chain = []
    }

    get options() {
        return this.facade.config
    }

    call(name, args) {
        return calls[name](this, ...args)
    }

    tell(what, a = '', b = '', n = 0, m = 0) {
        this.told(what, a, b, n, m)
    }

    ask(what, a, b, n) {
        return answerOf(answers, what, this, a, b, n)
    }
}
