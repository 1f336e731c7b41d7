// The tools that a page offers to agents by `document.modelContext` (WebMCP): each call of one is told, and agents are asked why they call it and which
// model they are. What is wrapped does for the agent what the page's tool does, whatever goes wrong here.

import { hold, patch } from './page.js'

// Instances by the model context whose tools they are told of.
const listening = new WeakMap()

// What else an input's schema may say and still take two properties more.
const SCHEMA =
    /^(x-.*|\$(comment|defs|id|schema)|additionalProperties|default|definitions|deprecated|description|examples|minProperties|properties|readOnly|required|title|type|writeOnly)$/

const ASKED = {
    context: 'Why this tool is called and what the user wants of it, in general words: roles in place of names, and nothing that is personal.',
    llm_model: 'The name of the model that you are, such as "gpt-5.2", or "unknown". It is for the analytics of this site.',
}

const isObject = (value) => value === Object(value)
const has = (value, key) => Object.prototype.hasOwnProperty.call(value, key)
const tried = (read) => {
    try {
        return read()
    } catch (e) {
        // none
    }
}

/** Which of the two an option asks for, or nothing. */
const wanted = (option) => option && { context: option.intent !== false, llm_model: option.model !== false }

/** The tool with `execute`, and the input's schema with what is to be asked besides; it is still the page's in all else. */
const over = (tool, fields) =>
    Object.create(
        tool,
        Object.fromEntries(Object.keys(fields).map((key) => [key, { value: fields[key], configurable: true, enumerable: true, writable: true }])),
    )

/** Which of the two may be asked of this tool, and its schema then. */
function asking(tool, pages) {
    const schema = tool.inputSchema
    const { properties = {}, required = [], additionalProperties, type } = schema || {}
    const open =
        schema === undefined ||
        (isObject(schema) &&
            Object.keys(schema).every((key) => SCHEMA.test(key)) &&
            additionalProperties !== true &&
            !isObject(additionalProperties) &&
            (!type || type === 'object') &&
            isObject(properties) &&
            Array.isArray(required))
    const asked = Object.keys(ASKED).filter(
        (key) => open && !has(properties, key) && !required.includes(key) && pages.some((page) => (wanted(page.options.capture_webmcp) || {})[key]),
    )
    const more = Object.fromEntries(asked.map((key) => [key, { type: 'string', description: ASKED[key] }]))
    return [asked, asked[0] && { ...schema, type: type || 'object', properties: { ...properties, ...more }, required: [...required, ...asked] }]
}

/** A tool whose calls are told to these. */
function wrapped(tool, pages, asked, inputSchema) {
    const { execute } = tool
    const own = over(tool, {
        ...(inputSchema && { inputSchema }),
        execute(...args) {
            const start = new Date()
            const given = {}
            tried(() => {
                const [input] = args
                const left = isObject(input) && { ...input }
                for (const key of asked) {
                    if (!has(left, key)) continue
                    given[key] = left[key]
                    delete left[key]
                    args[0] = left
                }
            })
            const told = (failed, error) => tried(() => tell(pages, own, start, given, failed, error))
            const answered = (answer) => {
                const failed = tried(() => isObject(answer) && answer.isError === true)
                told(failed ? 2 : 0, answer)
                return answer
            }
            const broke = (error) => {
                told(1, error)
                throw error
            }
            let answer
            try {
                answer = execute.apply(this === own ? tool : this, args)
            } catch (error) {
                broke(error)
            }
            return answer && typeof answer.then === 'function' ? Promise.resolve(answer).then(answered, broke) : answered(answer)
        },
    })
    return own
}

/** What went wrong. `failed`: 1 thrown, 2 an answer that says so. */
function messageOf(error, failed) {
    if (failed === 2) {
        const parts = Array.isArray(error.content) ? error.content.filter((part) => isObject(part) && part.type === 'text' && typeof part.text === 'string') : []
        return parts.map(({ text }) => text).join(' ').trim()
    }
    return isObject(error) && typeof error.message === 'string' ? error.message : String(error)
}

function typeOf(error, failed) {
    if (failed === 2 || !isObject(error)) return 'Error'
    const name = typeof error.name === 'string' ? error.name.trim() : ''
    const { constructor } = error
    return ((name === 'Error' ? '' : name) || (typeof constructor === 'function' && constructor.name) || 'Error').slice(0, 256)
}

function tell(pages, { name, description }, timestamp, given, failed, error) {
    const duration = Date.now() - timestamp
    const about = { $mcp_interface: 'webmcp', $mcp_tool_name: name, $mcp_resource_name: name, $mcp_tool_description: description, $mcp_server_name: location.hostname }
    for (const page of pages) {
        const asks = wanted(page.options.capture_webmcp)
        if (!asks) continue
        // An agent writes what it likes: nothing of a person may be in it.
        const clean = (text, most) => page.core.scrub(text).slice(0, most)
        const said = (key) => (asks[key] && typeof given[key] === 'string' ? given[key].trim() : '')
        const intent = clean(said('context'), 2048)
        const model = said('llm_model').slice(0, 256)
        const properties = { $mcp_source: 'posthog_mcp_analytics', ...about, $mcp_duration_ms: duration, $mcp_is_error: !!failed }
        const message = failed && (clean(tried(() => messageOf(error, failed)) || '', 2048) || 'Unknown error')
        if (failed) Object.assign(properties, { $mcp_error_type: tried(() => typeOf(error, failed)) || 'Error', $mcp_error_message: message })
        if (intent && intent !== '{}') Object.assign(properties, { $mcp_intent: intent, $mcp_intent_source: 'context_parameter' })
        if (model && model.toLowerCase() !== 'unknown') Object.assign(properties, { $mcp_llm_model: model, $mcp_llm_model_source: 'self_reported' })
        page.facade.capture('$mcp_tool_call', properties, { timestamp })
        if (failed && page.watched) page.toolFailed(failed === 2 ? message : error, { $exception_source: 'mcp.tool_call', ...about })
    }
}

/** Is told of the calls of tools that are registered from now on. */
export function watchTools(page) {
    const context = document.modelContext
    if (!context || typeof context.registerTool !== 'function') return
    let pages = listening.get(context)
    if (!pages) {
        listening.set(context, (pages = []))
        const restore = patch(context, 'registerTool', (next) => function (tool, ...rest) {
            return next.call(this, tried(() => watchable(tool) && wrapped(tool, pages, ...asking(tool, pages))) || tool, ...rest)
        })
        hold(() => {
            listening.delete(context)
            restore()
        })
    }
    if (!pages.includes(page)) pages.push(page)
}

const watchable = (tool) => tool && typeof tool.execute === 'function'

/** A tool that was registered before there was anybody to tell: it cannot ask any more. */
export const lateTool = (page, tool) => wrapped(tool, [page], [])
