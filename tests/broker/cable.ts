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
  /** From now on, until `plug`, no message that the broker delivers arrives, on new connections either; all else does. */
  withhold(): void
  /** Breaks every connection; new ones are made at once. */
  cut(): void
}

/** Returns what is left of what a broker says without the messages that it delivers. */
function withoutMessages(): (bytes: Buffer) => Buffer {
  const publish = 3
  let kept = Buffer.alloc(0)
  return (bytes) => {
    kept = Buffer.concat([kept, bytes])
    const passed: Buffer[] = []
    for (;;) {
      const digits = kept.subarray(1, 5).findIndex((byte) => byte < 0x80) + 1
      if (digits === 0) break
      const length = kept.subarray(1, 1 + digits).reduce((sum, byte, i) => sum + (byte & 0x7f) * 128 ** i, 0)
      const end = 1 + digits + length
      if (kept.length < end) break
      if (kept[0]! >> 4 !== publish) passed.push(kept.subarray(0, end))
      kept = kept.subarray(end)
    }
    return Buffer.concat(passed)
  }
}

/** Opens a port whose connections lead to the broker's. */
export async function cableTo(port: number): Promise<Cable & { stop(): Promise<void> }> {
  const pairs = new Set<[Socket, Socket]>()
  let [plugged, withheld] = [true, false]
  const server = createServer((near) => {
    if (!plugged) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('data', (bytes) => far.write(bytes))
    const rest = withoutMessages()
    far.on('data', (bytes: Buffer) => near.write(withheld ? rest(bytes) : bytes))
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
  const cut = () => pairs.forEach((pair) => pair.forEach((end) => end.destroy()))
  const pull = () => {
    plugged = false
    cut()
  }
  return {
    port: (server.address() as AddressInfo).port,
    pull,
    cut,
    plug() {
      plugged = true
      withheld = false
    },
    withhold: () => void (withheld = true),
    muteBroker: () => pairs.forEach(([, far]) => far.removeAllListeners('data').resume()),
    async stop() {
      pull()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
