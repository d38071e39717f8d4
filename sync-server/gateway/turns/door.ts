import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Sessions } from '../../sessions/sessions.ts'
import { addressOf } from '../address.ts'
import { FairTurns, type Turn } from './fair-turns.ts'
import type { Limits } from './limits.ts'
import { Attendance } from './attendance.ts'
import { askedBy } from './asked.ts'
import { RequestTurn } from './request-turn.ts'
import { keepTurn } from './turn-of.ts'
import { Underway } from './underway.ts'
import { failUnread, refuseUpgrade } from '../respond.ts'

export interface Door {
  /** Lets a request in when it is its turn. */
  request(incoming: IncomingMessage, outgoing: ServerResponse, enter: () => void): void
  /** Lets a WebSocket in when it is its turn. */
  upgrade(incoming: IncomingMessage, socket: Duplex, enter: () => void): void
}

/**
 * Stands before everything: nobody's requests, with a session or without, crowd out another's. Callers are devices whose
 * session is known, and for all others their address; what they took is known by the bytes of both directions.
 */
export function doorOf(
  { heavy, light, nonce, health }: Limits,
  sessions: Pick<Sessions, 'remembered'>
): Door {
  const attendance = new Attendance()
  const underway = new Underway()
  const heavyTurns = new FairTurns(heavy, attendance)
  const socketTurns = new FairTurns(light, attendance)
  const shares = new Map([
    ['/healthz', health],
    ['/session/nonce', nonce]
  ])
  const lightTurns = new Map(
    small.map((path) => [path, new FairTurns(shares.get(path) ?? light, attendance)])
  )
  const callerOf = (incoming: IncomingMessage) => {
    const device = sessions.remembered(incoming)
    return { who: device ?? addressOf(incoming), isKnown: device !== null }
  }
  return {
    request(incoming, outgoing, enter) {
      const turns = lightTurns.get(incoming.url?.split('?')[0] ?? '/') ?? heavyTurns
      const asked = askedBy(incoming)
      const caller = callerOf(incoming)
      const again = (go: (turn: Turn | null) => void) => turns.begin(caller, asked.estimate, go)
      again((turn) => {
        if (!turn) {
          const headers = { 'retry-after': '1' }
          return failUnread(incoming, outgoing, 429, 'too_many_requests', 'others wait too', headers)
        }
        if (outgoing.destroyed || incoming.socket.destroyed) return turn.end(0)
        const requestTurn = new RequestTurn(asked, turn, again, underway)
        requestTurn.follow(incoming, outgoing)
        keepTurn(requestTurn, incoming, outgoing)
        enter()
      })
    },
    upgrade(incoming, socket, enter) {
      socketTurns.begin(callerOf(incoming), perSocket, (turn) => {
        if (!turn) return refuseUpgrade(incoming, socket, 429)
        if (!socket.destroyed) enter()
        turn.end(perSocket)
      })
    }
  }
}

/** Small answers to small requests: a flood of one holds up none of the others, least of all an alarm. */
const small = [
  '/session/nonce',
  '/session',
  '/broker',
  '/broker/alarm',
  '/alarms/texted',
  '/push',
  '/push/received',
  '/healthz'
]
/** Units that it costs to open a WebSocket, and to close it when nothing comes of it. */
const perSocket = 10
