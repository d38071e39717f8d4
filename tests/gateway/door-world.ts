import { EventEmitter } from 'node:events'
import { doorOf } from '../../sync-server/gateway/turns/door.ts'
import { worked } from '../../sync-server/gateway/turns/turn-of.ts'
import { limits, type Share } from '../../sync-server/gateway/turns/limits.ts'

const database = '/db/antt-x-gates-2026q4'
const small = `${database}/epoch`
const large = `${database}/_changes?since=1`
/** Paths of requests: a small one, and one that may read a whole database. */
export const asks = { small, large, database }

/** One request at the door, and what may become of it. */
export class DoorRequest extends EventEmitter {
  began: number | null = null
  status = 0
  writableEnded = false
  destroyed = false
  readonly incoming = Object.assign(new EventEmitter(), { resume() {} })
  headersSent = false
  readonly socket = { bytesRead: 0, bytesWritten: 0, destroyed: false }

  constructor(readonly path: string) {
    super()
  }
  get isIn() {
    return this.began !== null
  }
  get outgoing() {
    return this as never
  }
  writeHead(status: number) {
    this.status = status
  }
  end() {
    this.close()
  }
  answer(bytes = 0) {
    this.writableEnded = true
    this.socket.bytesWritten += bytes
  }
  close() {
    this.destroyed = true
    this.emit('close')
  }
  /** The client takes the whole answer. */
  finish() {
    this.answer()
    this.close()
  }
  worked(ms = 0, isWaiting = false) {
    worked(this.outgoing, ms, isWaiting)
  }
}

/** A door before which the test has callers ask. */
export function doorWorld(changes: Partial<Share> = {}) {
  const heavy = { ...limits.heavy, ...changes }
  const remembered = ({ headers }: { headers: Record<string, unknown> }) => String(headers['x-who'])
  const door = doorOf({ ...limits, heavy }, { remembered: remembered as never })
  const ask = (who: string, url = small, { method = 'GET', complete = true } = {}) => {
    const request = new DoorRequest(url)
    const { socket } = request
    const incoming = Object.assign(request.incoming, {
      url,
      method,
      complete,
      headers: { 'x-who': who },
      socket
    })
    door.request(incoming as never, request.outgoing, () => (request.began = performance.now()))
    return request
  }
  const upgrade = (who: string) => {
    const request = new DoorRequest('/mqtt')
    const incoming = Object.assign(request.incoming, { url: '/mqtt', headers: { 'x-who': who }, socket: {} })
    door.upgrade(incoming as never, request as never, () => (request.began = performance.now()))
    return request
  }
  /** Tells whether somebody has taken so much that they wait while another's large request runs and a third one asks. */
  const isGreedy = (who: string) => {
    const running = ask('large', large)
    ask('modest').finish()
    const asked = ask(who)
    const waits = !asked.isIn
    running.worked()
    running.close()
    asked.finish()
    return waits
  }
  return { ask, upgrade, isGreedy, holdMs: heavy.holdMs, atOnce: heavy.atOnce }
}
