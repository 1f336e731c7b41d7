// What kind of machine and browser figures come from: enough to judge them by, and nothing that says whose it is.
import { cpus, totalmem, type } from 'node:os'

export interface Machine {
  cores: number
  processor: string
  /** GB */
  memory: number
  system: string
}

export function machine(): Machine {
  const [first] = cpus()
  return {
    cores: cpus().length,
    processor: processor(first?.model ?? ''),
    memory: Math.round(totalmem() / 2 ** 30),
    system: type(),
  }
}

/** The class: without trademarks, and without what tells one of them from its neighbours. */
function processor(model: string): string {
  const plain = model.replace(/\((R|TM|C)\)|\bCPU\b|\bProcessor\b|@.*$|\d+-Core/gi, ' ')
  return plain.replace(/\s+/g, ' ').trim() || 'unknown'
}
