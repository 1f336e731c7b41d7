// Finds the scenarios: every file under scenarios/, named by its path.
import { readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Scenario } from './scenario.ts'

export const here = resolve(dirname(fileURLToPath(import.meta.url)), '..')

export interface Named {
  name: string
  scenario: Scenario
}

export function names(folder: 'scenarios' | 'recorded', ending: string): string[] {
  const root = join(here, folder)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).slice(0, -ending.length).replaceAll('\\', '/'))
    .sort()
}

export async function scenarios(): Promise<Named[]> {
  const load = async (name: string): Promise<Named> => {
    const module = (await import(pathToFileURL(join(here, 'scenarios', `${name}.ts`)).href)) as { default: Scenario }
    return { name, scenario: module.default }
  }
  return Promise.all(names('scenarios', '.ts').map(load))
}
