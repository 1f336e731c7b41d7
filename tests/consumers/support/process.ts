// Programs beside the tests: those that end, such as npm and builds, and those that serve until they are stopped.
import { spawn, type ChildProcess } from 'node:child_process'

export interface Ended {
  code: number | null
  out: string
}

export interface Served {
  url: string
  /** All that it has said. */
  output: () => string
  stop: () => Promise<void>
}

/** As in a user's shell: the test runner's own settings would change how tools build and print. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _mode, FORCE_COLOR: _colour, DEBUG_COLORS: _colours, NODE_OPTIONS: _options, ...rest } = process.env
  return { ...rest, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' }
}

// A test that runs out of time leaves its programs behind; none outlives the run.
const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill()))

function start(command: string, args: string[], home: string): { child: ChildProcess; output: () => string } {
  const child = spawn(command, args, { cwd: home, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('close', () => running.delete(child))
  let said = ''
  const listen = (text: string): void => void (said += text)
  child.stdout.setEncoding('utf8').on('data', listen)
  child.stderr.setEncoding('utf8').on('data', listen)
  return { child, output: () => said }
}

/** Runs to the end, whatever it is. */
export function ended(command: string, args: string[], home: string): Promise<Ended> {
  const { child, output } = start(command, args, home)
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => done({ code, out: output() }))
  })
}

/** Runs to a good end; answers what was said. */
export async function run(command: string, args: string[], home: string): Promise<string> {
  const { code, out } = await ended(command, args, home)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${out}`)
  return out
}

/** Starts a server and waits until it has said where it listens. */
export async function serve(command: string, args: string[], home: string): Promise<Served> {
  const { child, output } = start(command, args, home)
  const over = new Promise<void>((done) => child.once('close', () => done()))
  const stop = async (): Promise<void> => {
    child.kill()
    await over
  }
  const url = await new Promise<string>((found, failed) => {
    child.once('error', failed)
    child.once('close', (code) => failed(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output()}`)))
    child.stdout?.on('data', () => {
      const match = /http:\/\/(?:localhost|127\.0\.0\.1):([1-9]\d*)/.exec(output())
      if (match) found(`http://127.0.0.1:${match[1]}/`)
    })
  })
  return { url, output, stop }
}
