// Development mode: what developers do in their own app must not count. On by default under `npm run dev`, else off; the switch on the settings
// page is remembered on this device.
import { read, write } from './state/local'

const KEY = 'burr.dev'

export function isDevMode(): boolean {
  const chosen = read(KEY)
  return chosen === undefined ? import.meta.env.DEV : chosen === 'on'
}

export function rememberDevMode(on: boolean): void {
  write(KEY, on ? 'on' : 'off')
}
