import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A cable between a client and a broker that a test can pull, or let through one way only. */
export interface Cable {
  port: number
  /** Breaks every connection, and refuses new ones until `plug`. */
  pull(): void
  plug(): void
  /** From now on nothing of what the broker says arrives, while it still hears everything. */
  muteBroker(): void
}

/** Opens a port whose connections lead to the broker's. */
export async function cableTo(port: number): Promise<Cable & { stop(): Promise<void> }> {
  const pairs = new Set<[Socket, Socket]>()
  let plugged = true
  const server = createServer((near) => {
    if (!plugged) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => near.write(bytes))
    for (const end of pair) {
      end.on('error', () => {})
      end.on('close', () => {
        pair.forEach((other) => other.destroy())
        pairs.delete(pair)
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const pull = () => {
    plugged = false
    pairs.forEach((pair) => pair.forEach((end) => end.destroy()))
  }
  return {
    port: (server.address() as AddressInfo).port,
    pull,
    plug: () => void (plugged = true),
    muteBroker: () => pairs.forEach(([, far]) => far.removeAllListeners('data').resume()),
    async stop() {
      pull()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
