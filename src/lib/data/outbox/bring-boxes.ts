import * as v from 'valibot'
import { shareFull } from '#lib/domain/transit/box.ts'
import type { CarryContext } from '../courier/exchange.ts'
import { Halt } from '../courier/exchange-context.ts'
import { askServer } from '../http/http.ts'
import type { BoxShelf, ShelvedBox } from './box-shelf.ts'

/** Says that the server has a box: a portal, or something else on the way, may answer 200 in the server's place. */
const kept = v.object({ ok: v.literal(true) })

/** Longest rest of a phone's boxes, whatever the server says, ms. */
const mostRestMs = 3_600_000

/** Phones whose share at the server was full, and until when their boxes rest, Unix ms of the device; by shelf. */
const restsByShelf = new WeakMap<BoxShelf, Map<string, number>>()

/** Returns the phones whose boxes rest still. */
function restingOf(shelf: BoxShelf, now: number): Map<string, number> {
  const known = [...(restsByShelf.get(shelf) ?? [])]
  // A clock that was set back must not make them rest for long.
  const still = new Map(known.filter(([, until]) => until > now && until - now <= mostRestMs))
  restsByShelf.set(shelf, still)
  return still
}

/**
 * Brings the boxes that other devices of this phone left to the server, oldest first; what this device could not send it
 * brings itself. Those of a phone of which too many wait there rest for as long as the server says: they hold up no other's.
 * @param device the id of the device whose session it is
 * @param told runs after each with what counts no longer as unsent
 * @returns true when something was left for later because something more urgent waits
 * @throws Halt when the network, the session or the server ends the exchange
 */
export async function bringBoxes(
  shelf: BoxShelf,
  device: string,
  { http, hurried }: CarryContext,
  told: (box: ShelvedBox) => void
): Promise<boolean> {
  const boxes = (await shelf.all()).filter((one) => one.box !== null && one.device !== device)
  const resting = restingOf(shelf, http.deviceNow())
  for (const one of boxes.sort((a, b) => a.at - b.at)) {
    if (resting.has(one.box!.device)) continue
    if (hurried()) return true
    const answer = await askServer(http, 'POST', '/transit', one.box)
    // It stays here: another server, or a later build of it, may take it.
    if (answer.kind === 'missing' || answer.kind === 'rejected' || answer.kind === 'forbidden') continue
    if (answer.kind === 'trouble' && answer.reason === shareFull) {
      resting.set(one.box!.device, http.deviceNow() + Math.min(answer.afterMs, mostRestMs))
      continue
    }
    // Asked too often: the records of this account do not wait for that.
    if (answer.kind === 'trouble' && answer.busy === 429) return false
    if (answer.kind !== 'ok') throw new Halt(answer)
    if (!v.is(kept, answer.body)) throw new Halt({ kind: 'trouble', afterMs: 0 })
    await shelf.brought(one.id)
    told(one)
  }
  return false
}
