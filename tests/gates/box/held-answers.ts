import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Leads to a server, and may keep back what it answers to boxes that are brought, as a network does that dies just then. */
export class HeldAnswers {
  isHolding = false
  /** Answers that were kept back, and boxes that were brought in all. */
  held = 0
  brought = 0

  private constructor(
    readonly port: number,
    readonly stop: () => Promise<void>
  ) {}

  static async leadTo(port: number): Promise<HeldAnswers> {
    const server = createServer((asked, answer) => {
      const { method, url, headers } = asked
      const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (given) => {
        const isBox = url === '/transit' && given.statusCode === 201
        if (isBox) held.brought++
        if (isBox && held.isHolding) {
          given.resume()
          held.held++
          return
        }
        answer.writeHead(given.statusCode!, given.headers)
        given.pipe(answer)
      })
      onward.on('error', () => answer.destroy())
      answer.on('close', () => onward.destroy())
      asked.pipe(onward)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const held = new HeldAnswers((server.address() as AddressInfo).port, async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return held
  }
}
