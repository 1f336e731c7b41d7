// A real Chromium on a profile that outlives it. It is started here and not by Playwright, so that it can be killed with all its processes, and opens
// tabs that a page may close itself.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { chromium, type Browser as Connection, type BrowserContext, type Page } from '@playwright/test'
import { chromiumArgs, chromiumPath } from '../../e2e/support/env.ts'

/** From the moment they are started, so that none is left by a run that is interrupted. */
const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach(end))

function end(child: ChildProcess): void {
  if (!running.delete(child) || !child.pid) return
  // The group has the number of its first process, which this program started.
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

export class Browser {
  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: Connection,
    readonly context: BrowserContext,
  ) {}

  static async start(profile: string): Promise<Browser> {
    const args = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--password-store=basic', '--hide-crash-restore-bubble', ...chromiumArgs]
    const child = spawn(chromiumPath, [...args, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
    running.add(child)
    const address = await new Promise<string>((found, failed) => {
      child.once('error', failed)
      child.once('exit', (code) => failed(new Error(`the browser ended with ${code}`)))
      createInterface({ input: child.stderr }).on('line', (line) => {
        const match = /DevTools listening on (ws:\S+)/.exec(line)
        if (match?.[1]) found(match[1])
      })
    })
    const connection = await chromium.connectOverCDP(address)
    const [context] = connection.contexts()
    if (!context) throw new Error('the browser has no profile')
    return new Browser(child, connection, context)
  }

  /** Opens a tab whose history begins with this page, as by a link from elsewhere: such a tab its page may close. */
  async open(url: string): Promise<Page> {
    const devtools = await this.connection.newBrowserCDPSession()
    const opened = this.context.waitForEvent('page')
    await devtools.send('Target.createTarget', { url })
    const page = await opened
    await page.waitForLoadState()
    await devtools.detach()
    return page
  }

  /** All its processes at once, with no chance to write anything. */
  async kill(): Promise<void> {
    const gone = new Promise((done) => this.child.once('exit', done))
    end(this.child)
    await gone
    await this.connection.close().catch(() => {})
  }
}
