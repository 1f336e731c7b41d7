// What both servers need.
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** On a free port of this machine; gives back the address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The whole body, or nothing where the sender went away before its end. */
export function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  return new Promise((read) => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => read(Buffer.concat(chunks)))
    request.on('close', () => read(undefined))
    request.on('error', () => read(undefined))
  })
}
