// Serves a folder, as any static host does.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Served } from './process.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** `headers` go with the pages. */
export async function serveFolder(folder: string, headers: Record<string, string> = {}): Promise<Served> {
  let log = ''
  const server = createServer((request, response) => {
    // `URL` has taken every `..` out.
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    const found = existsSync(file) && statSync(file).isFile()
    log += `${found ? 200 : 404} ${pathname}\n`
    if (!found) return void response.writeHead(404).end()
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, ...(extname(file) === '.html' ? headers : {}) })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const stop = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((done) => server.close(() => done()))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, output: () => log, stop }
}
