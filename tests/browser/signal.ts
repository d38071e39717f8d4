import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Tell } from './diary.ts'

/** A phone's own way to the server, which can be lost and come back without the phone being told. */
export interface Signal {
  /** The origin this phone uses, with or without a signal. */
  url: string
  /** The port that the browser is led to. */
  port: number
  lose(): void
  /** Nothing passes any more and nobody is told, as behind a cell that hangs; it breaks when the signal comes back. */
  freeze(): void
  /** A network that wants a sign-in first: it answers everything with its own page, or leads there, and nothing reaches the server. */
  capture(how?: keyof typeof portal): void
  /** Requests for these paths, or whose path ends so, get no answer until the signal comes back. */
  hold(...paths: string[]): void
  /** As at the edge of a cell: so many kbit/s for all that comes, and so many ms for each way there and back. */
  weaken(kbits: number, ms: number): void
  regain(): void
  close(): Promise<void>
}

/** One for all phones, so that what a browser keeps for it can be copied to another; nothing listens there. */
const origin = 'http://localhost:47110'
/** Leads a browser that asks for it to a port. */
export const leading = (port: number) => `--host-resolver-rules=MAP ${new URL(origin).host} 127.0.0.1:${port}`

const page = '<!doctype html><html><body>Wi-Fi miễn phí: đăng nhập</body></html>'
const portal = {
  page: [
    'HTTP/1.1 200 OK',
    'content-type: text/html; charset=utf-8',
    'date: Sat, 01 Jan 2000 00:00:00 GMT',
    `content-length: ${Buffer.byteLength(page)}`,
    '',
    page
  ].join('\r\n'),
  redirect: ['HTTP/1.1 302 Found', 'location: http://wifi.example/login', 'content-length: 0', '', ''].join(
    '\r\n'
  )
}

/** The first line of a request or an answer: what passes is told by these. */
const firstLine = (bytes: Buffer) =>
  /^(?:[A-Z]+ \/.* HTTP\/1.1|HTTP\/1.1 .*)$/m.exec(bytes.toString('latin1', 0, 300))?.[0].trim()

/** A TCP relay on a port of its own before the server at `target`. */
export async function signalTo(target: string, tell: Tell = () => {}): Promise<Signal> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let there = true
  let frozen = false
  let captured: keyof typeof portal | null = null
  let held: readonly string[] = []
  let connections = 0
  let weak: { kbits: number; ms: number } | null = null
  /** What all connections have on their way to the phone, one after the other. */
  let line = Promise.resolve()
  const toPhone = (bytes: number, arrive: () => void) => {
    if (!weak) return arrive()
    const { kbits, ms } = weak
    line = line.then(() => pause((8 * bytes) / kbits))
    void line.then(() => setTimeout(arrive, ms / 2))
  }
  const toServer = (arrive: () => void) => void (weak ? setTimeout(arrive, weak.ms / 2) : arrive())
  const relay = createServer((near) => {
    if (!there) return near.destroy()
    const number = ++connections
    const pass = (bytes: Buffer) => {
      const line = firstLine(bytes)
      if (line) tell(`${number} ${line}`)
    }
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    near.on('data', (bytes: Buffer) => {
      pass(bytes)
      if (frozen) return
      if (captured) return void near.write(portal[captured])
      if (held.some((path) => bytes.includes(`${path} HTTP/1.1`))) near.pause()
      else toServer(() => far.write(bytes))
    })
    near.on('end', () => toServer(() => far.end()))
    far.on('data', (bytes: Buffer) => {
      pass(bytes)
      if (!frozen) toPhone(bytes.length, () => near.write(bytes))
    })
    far.on('end', () => toPhone(0, () => near.end()))
    near.on('close', () => {
      tell(`${number} closed`)
      far.destroy()
    })
    far.on('close', () => toPhone(0, () => near.destroy()))
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const cut = () => sockets.forEach((socket) => socket.destroy())
  return {
    url: origin,
    port: (relay.address() as AddressInfo).port,
    lose() {
      tell('signal lost')
      there = false
      cut()
    },
    freeze() {
      tell('signal frozen')
      frozen = true
    },
    capture(how = 'page') {
      tell('signal captured')
      captured = how
      cut()
    },
    hold(...paths) {
      tell(`signal holds ${paths.join(' ')}`)
      held = paths
    },
    weaken(kbits, ms) {
      tell(`signal weak: ${kbits} kbit/s, ${ms} ms`)
      weak = { kbits, ms }
    },
    regain() {
      tell('signal back')
      if (frozen || captured) cut()
      there = true
      frozen = false
      captured = null
      held = []
      weak = null
    },
    close() {
      cut()
      return new Promise((resolve) => relay.close(() => resolve()))
    }
  }
}
