import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A real way to the server that does not always work. */
export interface Relay {
  url: string
  /** Accepts everybody and never says a word, as behind a cell that hangs. */
  hang(): void
  /** Takes the first so many bytes of each answer through, then cuts the connection. */
  cutAfter(bytes: number): void
  /** Takes the first so many bytes of each answer through, then says nothing more. */
  stallAfter(bytes: number): void
  heal(): void
  close(): Promise<void>
}

/** A TCP relay on a port of its own before the server at `target`. */
export async function relayTo(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let hangs = false
  let limit = Infinity
  let cuts = true
  const drop = () => sockets.forEach((socket) => socket.destroy())
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    let left = limit
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => [near, far].forEach((one) => sockets.delete(one) && one.destroy()))
    }
    near.on('data', (bytes) => hangs || far.write(bytes))
    far.on('data', (bytes) => {
      if (hangs) return
      near.write(bytes.subarray(0, Math.max(0, left)))
      left -= bytes.length
      if (left <= 0 && cuts) near.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang: () => void (hangs = true),
    cutAfter(bytes) {
      limit = bytes
      cuts = true
      drop()
    },
    stallAfter(bytes) {
      limit = bytes
      cuts = false
      drop()
    },
    heal() {
      hangs = false
      limit = Infinity
      drop()
    },
    close() {
      drop()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}
