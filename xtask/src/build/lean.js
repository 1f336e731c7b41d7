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

// Importing does nothing, also where there is neither (jsdom): what is needed is made at the start.
function afresh() {
    decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    encoder = new TextEncoder()
    generation++
    heap = Array(stack_pointer = 1024)
    heap_next = heap.push(undefined, null, true, false)
    return { _: imported() }
}

// The module is a function where it is plain JavaScript: see nowasm.rs.
export function initSync({ module }) {
    const imports = afresh()
    wasm = module.call ? module(imports) : new WebAssembly.Instance(module, imports).exports
}

export default async function init({ module_or_path: module }) {
    wasm = (await WebAssembly.instantiate(module, afresh())).exports
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

const handled = (call) => (...args) => {
    try {
        return call(...args)
    } catch (error) {
        wasm.THROWN(addHeapObject(error))
    }
}

// Views are made when needed: any call into the core may have moved its memory.
const getArrayU8FromWasm0 = (at, length) => new Uint8Array(wasm.memory.buffer, at, length)
const getArrayU32FromWasm0 = (at, length) => new Uint32Array(wasm.memory.buffer, at, length)
const getDataViewMemory0 = () => new DataView(wasm.memory.buffer)
const getStringFromWasm0 = (at, length) => decoder.decode(getArrayU8FromWasm0(at, length))

function passStringToWasm0(text) {
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

function makeClosure(pointer, table, call, once) {
    const born = generation
    let count = 1
    const closure = (...args) => {
        // What a fresh start left behind, or what was dropped, hears nothing any more.
        if (!count || born !== generation) return
        count++
        const env = pointer
        if (once) pointer = 0
        try {
            return call(env, table, ...args)
        } finally {
            pointer = env
            closure._wbg_cb_unref()
        }
    }
    closure._wbg_cb_unref = () => --count || wasm.DROP(pointer, table)
    return closure
}

const makeMutClosure = (pointer, table, call) => makeClosure(pointer, table, call, true)
