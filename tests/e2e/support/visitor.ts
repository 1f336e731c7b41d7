// A browser that does not look like a program's: for what programs are not shown. Runs in the page before anything else.

export function likeVisitors(): void {
  const fixed = (value: unknown): PropertyDescriptor => ({ configurable: true, get: () => value })
  const userAgent = navigator.userAgent.replace('Headless', '')
  Object.defineProperties(Navigator.prototype, { userAgent: fixed(userAgent), userAgentData: fixed(undefined), webdriver: fixed(false) })
}
