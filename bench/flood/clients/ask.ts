import { Agent, request, type RequestOptions } from 'node:http'
import { connect, type Socket } from 'node:net'
import { sharedAddress } from '../honest-phone.ts'

/** Connections of one hostile client. */
const lanes = 16
/** After so long a client gives an answer up, ms. */
const patienceMs = 15_000

/** A hostile client's connections, and what was answered to it. */
export class Lines {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: lanes * 2 })
  readonly #raw = new Set<Socket>()
  /** How often each status was answered; 0 where there was no answer. */
  readonly answers = new Map<number, number>()

  constructor(readonly url: string) {}

  /** Sends a request and reads its answer to the end, or drops it after some bytes. @returns the status; 0: none */
  ask(method: string, path: string, sent: Sent = {}): Promise<number> {
    const { headers = {}, body, keepBytes } = sent
    return new Promise<number>((resolve) => {
      const options: RequestOptions = {
        method,
        agent: this.#agent,
        headers: {
          ...sharedAddress,
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body)
          }),
          ...headers
        },
        timeout: patienceMs
      }
      const asked = request(new URL(path, this.url), options, (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (keepBytes !== undefined && bytes > keepBytes) answer.destroy()
        })
        answer.once('error', () => {})
        answer.once('close', () => resolve(answer.statusCode ?? 0))
      })
      asked.once('timeout', () => asked.destroy())
      asked.once('error', () => resolve(0))
      asked.end(body)
    }).then((status) => this.#count(status))
  }

  /** Sends a request and returns the JSON of its answer. @throws when there is none */
  async json<T>(
    method: string,
    path: string,
    { headers = {}, body }: Sent = {}
  ): Promise<{ body: T; cookie: string }> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { ...sharedAddress, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body })
    })
    this.#count(answer.status)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return { body: (await answer.json()) as T, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }

  /** Writes bytes as they are, some more each second, until the server closes or the time is over, ms. */
  raw(bytes: string | Buffer, everySecond: string | Buffer | null, forMs: number): Promise<number> {
    const { hostname, port } = new URL(this.url)
    return new Promise<number>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(bytes))
      this.#raw.add(socket)
      const more = setInterval(() => everySecond !== null && socket.write(everySecond), 1_000)
      const over = setTimeout(() => socket.destroy(), forMs)
      socket.on('data', () => {})
      socket.on('error', () => {})
      socket.once('close', () => {
        clearInterval(more)
        clearTimeout(over)
        this.#raw.delete(socket)
        resolve(0)
      })
    })
  }

  close(): void {
    this.#agent.destroy()
    for (const socket of this.#raw) socket.destroy()
  }

  #count(status: number): number {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1)
    return status
  }
}

interface Sent {
  headers?: Record<string, string>
  body?: string
  /** Drops the connection after so many bytes of the answer. */
  keepBytes?: number
}

/** The head of a request, as it goes over the line. */
export function headOf(method: string, path: string, headers: Record<string, string | number>): string {
  const all = { host: 'localhost', ...sharedAddress, ...headers }
  return [
    `${method} ${path} HTTP/1.1`,
    ...Object.entries(all).map((header) => header.join(': ')),
    '\r\n'
  ].join('\r\n')
}
