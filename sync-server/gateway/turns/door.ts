import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../../sessions/sessions.ts'
import { addressOf } from '../address.ts'
import { FairTurns } from './fair-turns.ts'
import type { Limits } from './limits.ts'
import { Attendance } from './attendance.ts'
import { failUnread } from '../respond.ts'

/** Lets requests in when it is their turn. */
export type Door = (incoming: IncomingMessage, outgoing: ServerResponse, enter: () => void) => void

/** Units that a request costs at least, and those that it counts until it has ended. */
const least = 1
const expected = 10
/** Bytes that cost a unit, coming and going; those of a body that is still to come count for more. */
const bytesIn = 5_000
const bytesOut = 30_000
const bytesAhead = 500
/** Units that reading a database from its beginning counts until it has ended. */
const wholeDatabase = 50
/** Units that reading an index costs. */
const anIndex = 15

const extra = new WeakMap<ServerResponse, number>()

/** Adds to what a request costs, in units, what its bytes do not tell. */
export function charge(outgoing: ServerResponse, units: number): void {
  extra.set(outgoing, (extra.get(outgoing) ?? 0) + units)
}

/**
 * Stands before everything: nobody's requests, with a session or without, crowd out another's. Callers are devices whose
 * session is known, and for all others their address; what they took is known by the bytes of both directions.
 */
export function doorOf({ heavy, light, health }: Limits, sessions: Pick<Sessions, 'remembered'>): Door {
  const attendance = new Attendance()
  const heavyTurns = new FairTurns(heavy, attendance)
  const lightTurns = new Map(
    small.map((path) => [path, new FairTurns(path === '/healthz' ? health : light, attendance)])
  )
  return (incoming, outgoing, enter) => {
    const path = incoming.url?.split('?')[0] ?? '/'
    const turns = lightTurns.get(path) ?? heavyTurns
    const device = sessions.remembered(incoming)
    const caller = { who: device ?? addressOf(incoming), isKnown: device !== null }
    turns.begin(caller, estimateOf(incoming), (end) => {
      if (!end) {
        const headers = { 'retry-after': '1' }
        return failUnread(incoming, outgoing, 429, 'too_many_requests', 'others wait too', headers)
      }
      const { socket } = incoming
      if (outgoing.destroyed || socket.destroyed) return end(0)
      const [read, written] = [socket.bytesRead, socket.bytesWritten]
      outgoing.once('close', () => {
        const bytes = (socket.bytesRead - read) / bytesIn + (socket.bytesWritten - written) / bytesOut
        const indexed = path.includes('/_view/') ? anIndex : 0
        end(least + bytes + indexed + (extra.get(outgoing) ?? 0))
      })
      enter()
    })
  }
}

/** Small answers to small requests: a flood of one holds up none of the others, least of all an alarm. */
const small = ['/session/nonce', '/session', '/broker', '/broker/alarm', '/push', '/healthz']

function estimateOf({ headers, url = '' }: IncomingMessage): number {
  const whole = /[?&]include_docs=true/.test(url) && !/[?&]since=[^0]/.test(url) ? wholeDatabase : 0
  const indexed = url.includes('/_view/') ? anIndex : 0
  return expected + whole + indexed + Number(headers['content-length'] ?? 0) / bytesAhead
}
