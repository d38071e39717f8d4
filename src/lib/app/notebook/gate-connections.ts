import type { GateConnection } from '#lib/ports/ports.ts'

/** Shares one connection for the whole page, and one to each gate's own network. */
export class GateConnections {
  /** Connections by the address of a local broker; '' is the commune's. */
  readonly #lines = new Map<string, Promise<GateConnection>>()

  constructor(private readonly open: (local: string) => Promise<GateConnection>) {}

  /** Returns the connection; when its code cannot be loaded now, the next call tries again. */
  line(local: string): Promise<GateConnection> {
    const known = this.#lines.get(local)
    if (known) return known
    const opened = this.open(local)
    this.#lines.set(local, opened)
    opened.catch(() => this.#lines.delete(local))
    return opened
  }

  async stop(): Promise<void> {
    for (const line of this.#lines.values()) await (await line.catch(() => null))?.stop()
  }
}
