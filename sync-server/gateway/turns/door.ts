import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../../sessions/sessions.ts'
import { addressOf } from '../address.ts'
import { FairTurns } from './fair-turns.ts'
import type { Limits } from './limits.ts'
import { Attendance } from './attendance.ts'
import { askedBy } from './asked.ts'
import { RequestTurn } from './request-turn.ts'
import { failUnread } from '../respond.ts'

/** Lets requests in when it is their turn. */
export type Door = (incoming: IncomingMessage, outgoing: ServerResponse, enter: () => void) => void

const turnsOf = new WeakMap<ServerResponse, RequestTurn>()

/** Adds to what a request costs, in units, what its bytes do not tell. */
export function charge(outgoing: ServerResponse, units: number): void {
  turnsOf.get(outgoing)?.charge(units)
}

/**
 * Says that what a request asked for is done, or was given up; until then its turn outlasts a client that goes away.
 * @param ms how long that took
 * @param isWaiting whether the request only waits from now on, as a long poll does
 */
export function worked(outgoing: ServerResponse, ms: number, isWaiting = false): void {
  turnsOf.get(outgoing)?.worked(ms, isWaiting)
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
    const asked = askedBy(incoming)
    turns.begin(caller, asked.estimate, (end, free) => {
      if (!end) {
        const headers = { 'retry-after': '1' }
        return failUnread(incoming, outgoing, 429, 'too_many_requests', 'others wait too', headers)
      }
      if (outgoing.destroyed || incoming.socket.destroyed) return end(0)
      const turn = new RequestTurn(asked, end, free)
      turn.follow(incoming, outgoing)
      turnsOf.set(outgoing, turn)
      enter()
    })
  }
}

/** Small answers to small requests: a flood of one holds up none of the others, least of all an alarm. */
const small = ['/session/nonce', '/session', '/broker', '/broker/alarm', '/push', '/healthz']
