// Light, dark or as the device has it.
import { read, write } from './state/local'

export type Theme = 'auto' | 'light' | 'dark'
const KEY = 'burr.theme'

export function getTheme(): Theme {
  const chosen = read(KEY)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

export function setTheme(theme: Theme): void {
  write(KEY, theme)
  applyTheme()
}

export function applyTheme(): void {
  const theme = getTheme()
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
