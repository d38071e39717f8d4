import type { CarryContext } from '../courier/exchange.ts'
import { Halt } from '../courier/exchange-context.ts'
import { askServer } from '../http/http.ts'
import type { BoxShelf, ShelvedBox } from './box-shelf.ts'

/**
 * Brings the boxes that other devices of this phone left to the server, oldest first; what this device could not send it
 * brings itself.
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
  for (const one of boxes.sort((a, b) => a.at - b.at)) {
    if (hurried()) return true
    const answer = await askServer(http, 'POST', '/transit', one.box)
    // It stays here: another server, or a later build of it, may take it.
    if (answer.kind === 'missing' || answer.kind === 'rejected' || answer.kind === 'forbidden') continue
    // Too many of this account's wait there: the records of its own do not wait for that.
    if (answer.kind === 'trouble' && answer.busy === 429) return false
    if (answer.kind !== 'ok') throw new Halt(answer)
    await shelf.brought(one.id)
    told(one)
  }
  return false
}
