import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'

/** Largest packet on a connection for commands, bytes: twice an envelope. */
export const commandPacket = 16 * 1024
/** Largest packet on a connection to a controller, bytes: the list of all devices of a large site is shorter. */
export const controllerPacket = 2 * 1024 * 1024

/** Bounds what a broker passes on: one huge message would hold up all gates while it is read. */
export function atMost(
  largestPacket: number,
  connectOptions: () => Promise<ConnectOptions | null>
): () => Promise<ConnectOptions | null> {
  return async () => {
    const options = await connectOptions()
    return options && { ...options, largestPacket }
  }
}
