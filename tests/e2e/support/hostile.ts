// Browsers that refuse things, as init scripts: they run in the page before any other script, so the SDK never sees a friendlier world.

/** Every touch of web storage throws, as with "block all site data". */
export function storageDenied(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      configurable: true,
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  }
}

/** Storage can be read but not written: the quota is used up. Small probes go through, as in a nearly full store. */
export function storageFull(): void {
  const write = Storage.prototype.setItem
  Storage.prototype.setItem = function (key: string, value: string) {
    if (String(value).length > 64) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    return write.call(this, key, value)
  }
}

/** Cookies are silently not kept. */
export function cookiesBlocked(): void {
  Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: () => '', set: () => undefined })
}

/** Even naming the cookie throws, as in a sandboxed frame. */
export function cookiesThrow(): void {
  const refuse = (): never => {
    throw new DOMException('The document is sandboxed.', 'SecurityError')
  }
  Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: refuse, set: refuse })
}

export function doNotTrack(): void {
  Object.defineProperty(Navigator.prototype, 'doNotTrack', { configurable: true, get: () => '1' })
}

export function globalPrivacyControl(): void {
  Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { configurable: true, get: () => true })
}

/** What pages lock so that nobody changes it (SES, "secure" frameworks): the language's own objects and what history is made of. */
export function frozen(): void {
  const own = [Object, Function, Array, String, RegExp, Date, Map, Set, WeakMap, Promise, Error]
  for (const type of own) for (const part of [type, type.prototype]) Object.freeze(part)
  for (const part of [JSON, Math, Reflect, History.prototype, EventTarget.prototype, Storage.prototype]) Object.freeze(part)
}

/** Functions of the language behind the page's own, which count and pass on. */
export function wrapped(): void {
  const page = window as any
  page.calls = {}
  const wrap = (name: string, owner: any, method: string) => {
    const own = owner[method]
    owner[method] = function (...args: unknown[]) {
      page.calls[name] = (page.calls[name] || 0) + 1
      return own.apply(this, args)
    }
  }
  for (const method of ['get', 'apply', 'ownKeys']) wrap('Reflect', Reflect, method)
  for (const method of ['get', 'set', 'has']) wrap('Map', Map.prototype, method)
  for (const method of ['map', 'filter', 'forEach', 'push', 'slice']) wrap('Array', Array.prototype, method)
  for (const method of ['stringify', 'parse']) wrap('JSON', JSON, method)
  wrap('Promise', Promise.prototype, 'then')
  wrap('fetch', window, 'fetch')
}

/** What nobody should do: parts that are seldom used are gone or throw. */
export function broken(): void {
  const refuse = (): never => {
    throw new Error('out of order')
  }
  ;(window as any).Reflect = undefined
  for (const method of ['at', 'findLast', 'toSorted', 'copyWithin']) (Array.prototype as any)[method] = refuse
  ;(Promise as any).allSettled = (Promise as any).any = Promise.prototype.finally = refuse as any
  ;(JSON as any).rawJSON = refuse
}

/** A map as pages before 2015 brought it along. */
export function ownMap(): void {
  class Own {
    private pairs: [unknown, unknown][] = []
    constructor(pairs: Iterable<[unknown, unknown]> = []) {
      for (const [key, value] of pairs || []) this.set(key, value)
    }
    private find(key: unknown) {
      return this.pairs.find(([known]) => known === key)
    }
    get(key: unknown) {
      return this.find(key)?.[1]
    }
    has(key: unknown) {
      return Boolean(this.find(key))
    }
    set(key: unknown, value: unknown) {
      const pair = this.find(key)
      if (pair) pair[1] = value
      else this.pairs.push([key, value])
      return this
    }
    delete(key: unknown) {
      const known = this.has(key)
      this.pairs = this.pairs.filter(([other]) => other !== key)
      return known
    }
    clear() {
      this.pairs = []
    }
    get size() {
      return this.pairs.length
    }
    forEach(call: any) {
      for (const [key, value] of this.pairs) call(value, key, this)
    }
    keys() {
      return this.pairs.map(([key]) => key).values()
    }
    values() {
      return this.pairs.map(([, value]) => value).values()
    }
    entries() {
      return this.pairs.slice().values()
    }
    [Symbol.iterator]() {
      return this.entries()
    }
  }
  ;(window as any).Map = Own
}

/** A promise as pages before 2015 brought it along: enough for `then` and `catch`, and later than the browser's. */
export function ownPromise(): void {
  const Native = Promise
  class Own {
    private real: Promise<unknown>
    constructor(work: any) {
      this.real = work instanceof Native ? work : new Native(work)
    }
    then(...args: any[]): Own {
      const later = (call: any) => call && ((value: unknown) => new Native((done, failed) => setTimeout(() => { try { done(call(value)) } catch (e) { failed(e) } })))
      return new Own(this.real.then(later(args[0]), later(args[1])))
    }
    catch(call: any): Own {
      return this.then(undefined, call)
    }
    static resolve(value: unknown): Own {
      return new Own(Native.resolve(value))
    }
    static reject(value: unknown): Own {
      return new Own(Native.reject(value))
    }
    static all(values: unknown[]): Own {
      return new Own(Native.all(values))
    }
  }
  ;(window as any).Promise = Own
}

/** As Prototype.js 1.6 left the language: arrays and texts that write themselves, functions of its own in place of the browser's, and more on
 *  every element. */
export function prototypeEra(): void {
  const array = Array.prototype as any
  const json = (value: unknown): string =>
    value instanceof Array ? `[${Array.from(value as unknown[], json).join(', ')}]` : String((JSON as any).own(value))
  ;(JSON as any).own = JSON.stringify
  array.toJSON = function () {
    return json(this)
  }
  array.map = array.collect = function (call: any, on: unknown) {
    const all: unknown[] = []
    for (let i = 0; i < this.length; i++) all[all.length] = call ? call.call(on, this[i], i) : this[i]
    return all
  }
  array.filter = array.findAll = function (call: any, on: unknown) {
    const all: unknown[] = []
    for (let i = 0; i < this.length; i++) if (call.call(on, this[i], i)) all[all.length] = this[i]
    return all
  }
  array.each = array.forEach
  array.include = array.includes
  array.clone = array.toArray = function () {
    return this.slice()
  }
  ;(Function.prototype as any).bind = function (on: unknown, ...first: unknown[]) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    const call = this
    return function (...rest: unknown[]) {
      return call.apply(on, [...first, ...rest])
    }
  }
  ;(Object.prototype as any).inherited = function () {}
  ;(Element.prototype as any).up = (Element.prototype as any).hide = function () {
    return this
  }
  ;(window as any).$ = (id: string) => document.getElementById(id)
}

/** `fetch` is the page's own, and useless: it throws, answers nothing, or never. */
export function fetchThrows(): void {
  window.fetch = () => {
    throw new Error('no network for you')
  }
}
export function fetchAnswersNothing(): void {
  window.fetch = (() => undefined) as never
}
export function fetchIsGone(): void {
  ;(window as any).fetch = undefined
}
