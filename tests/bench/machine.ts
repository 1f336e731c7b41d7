// What kind of machine and browser figures come from: enough to judge them by, and nothing that says whose it is.
import { cpus, totalmem, type } from 'node:os'
import { setTimeout as rest } from 'node:timers/promises'

export interface Machine {
  cores: number
  processor: string
  /** GB */
  memory: number
  system: string
  /** How much of it other work took just before, from 0 to 1. */
  taken: number
}

export async function machine(): Promise<Machine> {
  const [first] = cpus()
  const before = ticks()
  await rest(3000)
  const after = ticks()
  return {
    cores: cpus().length,
    processor: processor(first?.model ?? ''),
    memory: Math.round(totalmem() / 2 ** 30),
    system: type(),
    taken: 1 - (after.idle - before.idle) / (after.all - before.all),
  }
}

export const described = ({ cores, processor, memory, system }: Machine): string =>
  `${cores} ${cores === 1 ? 'core' : 'cores'} (${processor}), ${memory} GB, ${system}`

function ticks(): { idle: number; all: number } {
  const times = cpus().map(({ times }) => times)
  const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0)
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((each) => Object.values(each))) }
}

/** The class: without trademarks, and without what tells one of them from its neighbours. */
function processor(model: string): string {
  const plain = model.replace(/\((R|TM|C)\)|\bCPU\b|\bProcessor\b|@.*$|\d+-Core/gi, ' ')
  return plain.replace(/\s+/g, ' ').trim() || 'unknown'
}
