// What the generated glue calls, in fewer bytes than its own: for browsers that this core runs in, without what nobody asks for (classes that free
// themselves, loading, old browsers), and so that `initSync` called again starts afresh after a trap. MALLOC and the like become the exports' names.

let decoder
let encoder
let wasm
let generation = 0
let heap
let heap_next
let stack_pointer
let WASM_VECTOR_LEN
let dead
let trapped

// Importing does nothing, also where there is neither (jsdom): what is needed is made at the start.
function afresh() {
    decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    encoder = new TextEncoder()
    generation++
    heap = Array(stack_pointer = 1024)
    heap_next = heap.push(undefined, null, true, false)
    // What the page does while it is asked something may trap: who asked is not answered then, but ends with the rest.
    const ask = (call) => (...args) => {
        const answer = call(...args)
        if (dead) throw dead
        return answer
    }
    return { _: imported().map(ask) }
}

function living(instance) {
    wasm = instance.exports
    dead = undefined
}

// The module is a function where it is plain JavaScript: see nowasm.rs.
export function initSync({ module }) {
    const imports = afresh()
    living(module.call ? { exports: module(imports) } : new WebAssembly.Instance(module, imports))
}

export default async function init({ module_or_path: module }) {
    living(await WebAssembly.instantiate(module, afresh()))
}

/** Says who is told of a trap, once for each start. */
export const onTrap = (tell) => (trapped = tell)

// The only way into the module: all of its exports and closures are entered by this. What is thrown out of it is a trap (or the end of the stack or of
// the memory), which may have left anything half done; so it is not entered again.
function enter(call) {
    if (dead) return
    try {
        return call()
    } catch (error) {
        if (dead) return
        dead = true
        const tell = () => {
            try {
                trapped(error)
            } catch (e) {
                // a console of the page's own
            }
        }
        // At the end of the stack there is no room to do anything about it.
        if (error instanceof RangeError) Promise.resolve().then(tell)
        else tell()
    }
}

const getObject = (index) => heap[index]

function addHeapObject(object) {
    const index = heap_next
    heap_next = heap[index] ?? index + 1
    heap[index] = object
    return index
}

function takeObject(index) {
    const object = heap[index]
    // The first ones are borrowed or constant.
    if (index > 1027) {
        heap[index] = heap_next
        heap_next = index
    }
    return object
}

function addBorrowedObject(object) {
    if (stack_pointer < 2) throw new Error('too deep')
    heap[--stack_pointer] = object
    return stack_pointer
}

const isLikeNone = (value) => value == null

// Views are made when needed: any call into the core may have moved its memory.
const getArrayU8FromWasm0 = (at, length) => new Uint8Array(wasm.memory.buffer, at, length)
const getArrayU32FromWasm0 = (at, length) => new Uint32Array(wasm.memory.buffer, at, length)
const getDataViewMemory0 = () => new DataView(wasm.memory.buffer)
const getStringFromWasm0 = (at, length) => (length ? decoder.decode(getArrayU8FromWasm0(at, length)) : '')

function passStringToWasm0(text) {
    if (dead) throw dead
    const length = text.length
    let at = wasm.MALLOC(length, 1)
    let { read, written } = encoder.encodeInto(text, getArrayU8FromWasm0(at, length))
    // Most texts take one byte for each character; others get room for what is left.
    if (read < length) {
        const most = written + (length - read) * 3
        at = wasm.REALLOC(at, length, most, 1)
        written += encoder.encodeInto(text.slice(read), getArrayU8FromWasm0(at + written, most - written)).written
        at = wasm.REALLOC(at, most, written, 1)
    }
    WASM_VECTOR_LEN = written
    return at
}

function give(at, pointer) {
    const view = getDataViewMemory0()
    view.setInt32(at, pointer, true)
    view.setInt32(at + 4, WASM_VECTOR_LEN, true)
}

const giveString = (at, text) => give(at, passStringToWasm0(text))
const giveOption = (at, text) => (isLikeNone(text) ? give(at, 0) : giveString(at, text))

function makeClosure(pointer, table, call) {
    const born = generation
    let count = 1
    const closure = (...args) =>
        enter(() => {
            // What a fresh start left behind, or what was dropped, hears nothing any more.
            if (!count || born !== generation) return
            count++
            call(pointer, table, ...args)
            closure._wbg_cb_unref()
        })
    closure._wbg_cb_unref = () => --count || wasm.DROP(pointer, table)
    return closure
}
