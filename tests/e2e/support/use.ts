// The browser that pages are opened in, for Playwright's configurations.
import { chromiumArgs, chromiumPath } from './env.ts'

export const use = {
  browserName: 'chromium',
  headless: true,
  launchOptions: { executablePath: chromiumPath, args: chromiumArgs },
  locale: 'en-US',
  timezoneId: 'Europe/Berlin',
  viewport: { width: 1280, height: 720 },
} as const
