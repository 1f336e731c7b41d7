// A consumer project: copied out of the sources, with its packages installed as its lock file says and the packed prickle beside them.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPrickle, scratch } from './package.ts'
import { run, serve, type Served } from './process.ts'

const sources = dirname(dirname(fileURLToPath(import.meta.url)))

export class Project {
  readonly home: string

  constructor(private readonly name: string) {
    this.home = join(scratch, name)
  }

  /** Everything is laid out anew but the packages of an unchanged lock file. */
  async install(): Promise<void> {
    mkdirSync(this.home, { recursive: true })
    for (const old of readdirSync(this.home)) {
      if (old !== 'node_modules') rmSync(join(this.home, old), { recursive: true })
    }
    cpSync(join(sources, this.name), this.home, { recursive: true })
    await this.installLocked()
    await installPrickle(this.home)
    // Vite keeps the packages that it has prepared for its server, prickle among them.
    rmSync(join(this.home, 'node_modules/.vite'), { recursive: true, force: true })
  }

  private async installLocked(): Promise<void> {
    const lock = join(this.home, 'package-lock.json')
    if (!existsSync(lock)) return
    const wanted = readFileSync(lock, 'utf8')
    const stamp = join(this.home, 'node_modules/.installed-lock.json')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], this.home)
    writeFileSync(stamp, wanted)
  }

  /** Runs a program of one of the project's packages to its end; answers what it said. */
  run(script: string, ...args: string[]): Promise<string> {
    return run(process.execPath, [join('node_modules', script), ...args], this.home)
  }

  serve(script: string, ...args: string[]): Promise<Served> {
    return serve(process.execPath, [join('node_modules', script), ...args], this.home)
  }
}
