import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestTurn } from './request-turn.ts'

const turnsOf = new WeakMap<IncomingMessage | ServerResponse, RequestTurn>()

/** Keeps the turn of a request, for whoever works on it. */
export function keepTurn(turn: RequestTurn, ...request: (IncomingMessage | ServerResponse)[]): void {
  for (const one of request) turnsOf.set(one, turn)
}

/** Adds to what a request costs, in units, what its bytes do not tell. */
export function charge(request: IncomingMessage | ServerResponse, units: number): void {
  turnsOf.get(request)?.charge(units)
}

/**
 * Has a known device pay for a request in which it proved its key, not the address from which that came: when all phones of
 * a commune come back at once, most from one address, none waits for that.
 * @param who as `Sessions.remembered` names it
 */
export function payAs(request: IncomingMessage, who: string): void {
  turnsOf.get(request)?.payAs(who)
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
 * Waits for the turn in which a request may be worked on whose body has come: a body that trickles in outlasts its turn.
 * @returns false where too many wait, or nobody for the answer
 */
export async function workBegins(request: IncomingMessage | ServerResponse): Promise<boolean> {
  return (await turnsOf.get(request)?.hasWork()) ?? true
}

/**
 * Pauses a large request for those small ones that are under way now, at the longest for so long, ms: on one processor they
 * would otherwise take as many times as long as there are large ones.
 */
export async function letOthersPass(request: IncomingMessage | ServerResponse, ms: number): Promise<void> {
  await turnsOf.get(request)?.pause(ms)
}
