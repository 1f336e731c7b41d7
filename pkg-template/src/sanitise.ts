// HTML of experiments before it comes into the page: DOMPurify takes out of it what could run. What is left is put in as the nodes that DOMPurify has
// looked at, because a text of them could be read as something else.

import purify from 'dompurify'

const HTML = 'http://www.w3.org/1999/xhtml'
const SVG = 'http://www.w3.org/2000/svg'
const MATHML = 'http://www.w3.org/1998/Math/MathML'

/** What DOMPurify takes out though it runs nothing: where a link opens, and which form an input is of. */
const KEPT = {
    ADD_ATTR: (attribute: string, tag: string): boolean =>
        attribute === 'target' ? tag === 'a' : attribute === 'form' && /^(button|fieldset|input|output|select|textarea)$/.test(tag),
    // The id of a form is no address.
    ADD_URI_SAFE_ATTR: ['form'],
}

// A link may open a window, and nothing else that has a name already; the page behind it does not get this one in hand.
purify.addHook('afterSanitizeAttributes', (element) => {
    const target = element.getAttribute('target')
    if (target === null) return
    if (element.namespaceURI !== HTML || target.toLowerCase() !== '_blank') return element.removeAttribute('target')
    const others = (element.getAttribute('rel') ?? '').split(/\s+/).filter((word) => word && !/^(no)?opener$/i.test(word))
    element.setAttribute('rel', [...others, 'noopener'].join(' '))
})

/** What shall be in elements of this kind, as nodes of a document where nothing runs. */
function parsed({ namespaceURI, localName }: Element, encoding: string, html: string): DocumentFragment {
    const inert = document.implementation.createHTMLDocument('')
    const parent = inert.createElementNS(namespaceURI, localName)
    if (encoding) parent.setAttribute('encoding', encoding)
    const range = inert.createRange()
    range.selectNodeContents(parent)
    const fragment = range.createContextualFragment(html)
    // In these is HTML again, though they are something else.
    const holdsHtml = (namespaceURI === SVG && /^(foreignObject|desc|title)$/.test(localName)) || /^(text\/html|application\/xhtml\+xml)$/.test(encoding)
    const NAMESPACE = holdsHtml ? HTML : (namespaceURI ?? undefined)
    if (namespaceURI !== MATHML || !/^(mi|mo|mn|ms|mtext)$/.test(localName)) return purify.sanitize(fragment, { ...KEPT, NAMESPACE, RETURN_DOM_FRAGMENT: true })
    // In these both HTML and MathML may be: which, DOMPurify sees by the parent.
    parent.append(fragment)
    purify.sanitize(parent, { ...KEPT, NAMESPACE, IN_PLACE: true })
    range.selectNodeContents(parent)
    return range.extractContents()
}

/** Puts HTML into elements that a selector has found. */
export class Html {
    /** What is in elements of a kind. */
    private known = new Map<string, DocumentFragment>()

    constructor(private html: string) {}

    put(element: Element): void {
        const { namespaceURI, localName } = element
        const annotation = namespaceURI === MATHML && localName === 'annotation-xml'
        const encoding = (annotation && element.getAttribute('encoding')?.toLowerCase()) || ''
        const kind = [namespaceURI, localName, encoding].join(' ')
        let nodes = this.known.get(kind)
        if (!nodes) this.known.set(kind, (nodes = parsed(element, encoding, this.html)))
        const parent = element instanceof HTMLTemplateElement ? element.content : element
        parent.textContent = ''
        parent.append(parent.ownerDocument.importNode(nodes, true))
    }
}
