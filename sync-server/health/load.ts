import type { ServerResponse } from 'node:http'

/** Counts the requests of a server. */
export class Load {
  /** Requests under way, long polls among them. */
  open = 0
  /** Answers by status, from 400 on. */
  readonly failures = new Map<number, number>()

  count(outgoing: ServerResponse): void {
    this.open++
    outgoing.once('close', () => {
      this.open--
      const { statusCode, headersSent } = outgoing
      if (headersSent && statusCode >= 400)
        this.failures.set(statusCode, (this.failures.get(statusCode) ?? 0) + 1)
    })
  }
}
