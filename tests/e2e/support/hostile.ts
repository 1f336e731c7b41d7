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
