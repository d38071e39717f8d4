import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex, Writable } from 'node:stream'
import { OpenAnswers } from './open-answers.ts'
import { refuseUpgrade } from './respond.ts'

/** The signed addresses that an agent serves; everything else under `/camera` is 404. */
const allowed =
  /^\/camera\/[a-z0-9.-]{1,64}\/(?:frame\.jpeg|stream\.mjpeg|mse)\?exp=\d{1,15}&u=([a-z0-9.-]{1,64})&sig=[A-Za-z0-9_-]{43}$/
const passed = ['content-type', 'content-length', 'x-frame-at', 'x-frame-age-ms'] as const

/**
 * Relays `/camera` to an agent on this machine, so that app and pictures share one origin. Decides nothing: the agent
 * verifies the addresses that it has signed.
 */
export class CameraRelay {
  #to: URL | null = null
  readonly #open = new OpenAnswers()

  /** @param url the agent's `http://127.0.0.1:…`, or null for none */
  leadTo(url: string | null): void {
    this.#to = url === null ? null : new URL(url)
  }

  /** Tells whether a request target lies under `/camera`. */
  static is(target: string): boolean {
    return /^\/camera(?:[/?]|$)/.test(target)
  }

  /** Ends what an account has open; an address names no device, and another of the account's opens its own again. */
  end(account: string): void {
    this.#open.end(account)
  }

  answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    incoming.resume()
    const onward = incoming.method === 'GET' ? this.#ask(incoming, outgoing) : null
    if (!onward) return void outgoing.writeHead(404, { 'cache-control': 'no-store' }).end()
    onward.once('response', (answer) => {
      const headers = Object.fromEntries(passed.map((name) => [name, answer.headers[name]]))
      const kept = Object.entries(headers).filter(([, value]) => value !== undefined)
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...Object.fromEntries(kept),
        'cache-control': 'no-store'
      })
      answer.pipe(outgoing)
      answer.once('error', () => outgoing.destroy())
    })
    onward.once('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    onward.end()
  }

  /** Joins a WebSocket for video to the agent's, byte by byte. */
  join(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = this.#ask(incoming, socket)
    if (!onward) return refuseUpgrade(incoming, socket, 404)
    onward.once('upgrade', (answer, other, first) => {
      const lines = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket']
      const accept = answer.headers['sec-websocket-accept']
      socket.write([...lines, `Sec-WebSocket-Accept: ${accept}`, '\r\n'].join('\r\n'))
      if (first.length > 0) socket.write(first)
      if (head.length > 0) other.write(head)
      socket.pipe(other).pipe(socket)
      for (const [one, two] of [
        [socket, other],
        [other, socket]
      ] as const)
        one.once('close', () => two.destroy()).on('error', () => two.destroy())
    })
    onward.once('response', ({ statusCode = 502 }) => refuseUpgrade(incoming, socket, statusCode))
    onward.once('error', () => socket.destroy())
    onward.end()
  }

  #ask({ url = '', headers }: IncomingMessage, to: Writable) {
    const [, account] = allowed.exec(url) ?? []
    if (!this.#to || !account) return null
    const video = ['upgrade', 'connection', 'sec-websocket-key', 'sec-websocket-version'] as const
    const given = headers.upgrade
      ? Object.fromEntries(video.map((name) => [name, String(headers[name] ?? '')]))
      : {}
    const onward = ask(new URL(url, this.#to), { headers: given, agent: false })
    to.once('close', () => onward.destroy())
    this.#open.add(account, to)
    return onward
  }
}
