// Who visits: what the browser says about itself. Set in the page, because what a debugger overrides is undone while the page is going away.

export interface Visitor {
  userAgent: string
  language: string
  /** As browsers say that are driven by a program. */
  webdriver: boolean
  /** The device, as browsers of telephones tell it. */
  model: string
  /** What `Math.random` says. */
  chance: number
}

export function posesAs({ userAgent, language, webdriver, model }: Visitor): void {
  const brands = [{ brand: 'Chromium', version: '140' }]
  const userAgentData = {
    brands,
    mobile: false,
    platform: 'Windows',
    getHighEntropyValues: () => Promise.resolve({ brands, mobile: false, platform: 'Windows', model }),
  }
  const says: Record<string, unknown> = { userAgent, language, languages: [language], webdriver, userAgentData, vendor: 'Google Inc.' }
  for (const [name, value] of Object.entries(says)) {
    Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true, enumerable: true })
  }
}
