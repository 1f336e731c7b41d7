// The browsers of this ring: the program that drives each by WebDriver, and what it is asked for.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Builder, type WebDriver } from 'selenium-webdriver'
import { chromiumArgs, chromiumPath, root } from '../../e2e/support/env.ts'
import { eventually } from '../../e2e/support/eventually.ts'

export type Engine = 'chromium' | 'firefox' | 'webkit'

interface Kind {
  /** Its WebDriver program. */
  driver: string
  capabilities: { browserName: string } & Record<string, unknown>
  /** What events call it. */
  browser: string
  /** How it writes the frame of a function. */
  frame: RegExp
}

const firefox = process.env.PRICKLE_FIREFOX
const logs = join(root, 'target/engines')

export const ENGINES: Record<Engine, Kind> = {
  chromium: {
    driver: process.env.PRICKLE_CHROMEDRIVER ?? 'chromedriver',
    capabilities: { browserName: 'chrome', 'goog:chromeOptions': { binary: chromiumPath, args: ['--headless', ...chromiumArgs] } },
    browser: 'Chrome',
    frame: /^ {4}at inner \(http:/m,
  },
  firefox: {
    driver: process.env.PRICKLE_GECKODRIVER ?? 'geckodriver',
    capabilities: { browserName: 'firefox', 'moz:firefoxOptions': { args: ['-headless'], ...(firefox ? { binary: firefox } : {}) } },
    browser: 'Firefox',
    frame: /^inner@http:/m,
  },
  // WebKitGTK's small browser, which its driver finds by itself. It has no headless mode: on a machine without a display it wants one made.
  webkit: {
    driver: process.env.PRICKLE_WEBKITDRIVER ?? 'WebKitWebDriver',
    capabilities: { browserName: 'MiniBrowser' },
    browser: 'Safari',
    frame: /^inner@http:/m,
  },
}

/** One browser with its driver, for all tests of a worker. */
export class Driven {
  private constructor(
    private readonly child: ChildProcess,
    readonly tab: WebDriver,
  ) {}

  static async start(engine: Engine): Promise<Driven> {
    const { driver, capabilities } = ENGINES[engine]
    // Its driver would wait for ever.
    if (engine === 'webkit' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) throw new Error('WebKitGTK wants a display: start this by xvfb-run')
    const port = await freePort()
    mkdirSync(logs, { recursive: true })
    // What driver and browser complain of, for whoever looks into a failure.
    const log = openSync(join(logs, `${engine}.log`), 'a')
    const child = spawn(driver, [`--port=${port}`], { stdio: ['ignore', log, log] })
    // Whatever ends the worker.
    process.once('exit', () => child.kill())
    let failure: Error | null = null
    child.once('error', (error) => (failure = new Error(`cannot start ${driver}, the WebDriver of ${engine}: ${error.message}`)))
    child.once('exit', (code) => (failure ??= new Error(`${driver} ended with ${code}`)))
    const url = `http://127.0.0.1:${port}`
    await eventually(async () => {
      if (failure) return 'over'
      return fetch(`${url}/status`).then(
        () => 'up',
        () => 'down',
      )
    }, `${driver} on its port`).not.toBe('down')
    if (failure) throw failure
    try {
      return new Driven(child, await new Builder().disableEnvironmentOverrides().usingServer(url).withCapabilities(capabilities).build())
    } catch (error) {
      child.kill()
      throw error
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done))
    try {
      await this.tab.quit()
    } finally {
      this.child.kill()
      await ended
    }
  }
}

/** A port that nobody has at the moment. Drivers do not say which one they took, so they are told. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
