import { boxIn, boxLetters } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { BoxToLeave, GateBoxes, SealedOutbox } from '#lib/ports/outbox.ts'
import type { BoxShelf } from '../../outbox/box-shelf.ts'
import { sha256Of } from '../../photos/hash.ts'

/** Begins the ids of boxes that other phones handed over, before their names: what this phone sealed itself has others. */
export const handed = 'handed '

const encoder = new TextEncoder()

/** Returns the name of a box, see `BoxToLeave`. */
export const nameOfBox = (box: SealedBox): Promise<string> => sha256Of(encoder.encode(boxLetters(box)))

/** Opens the sealed boxes of this phone for a box at a gate. */
export function phoneBoxes(outbox: SealedOutbox, shelf: BoxShelf): GateBoxes {
  return {
    async toLeave(unit, key) {
      await outbox.seal(async () => new Map([[unit, key]]))
      const to = thumbprint(key)
      const here = (await shelf.all()).sort((a, b) => a.at - b.at)
      const boxes: BoxToLeave[] = []
      for (const { id, box, counts, left } of here) {
        if (box?.unit !== unit || box.key !== to) continue
        const named = { id, name: await nameOfBox(box), to, letters: boxLetters(box), counts }
        boxes.push({ ...named, isHanded: id.startsWith(handed), ...(left && { left }) })
      }
      return boxes
    },
    noteLeft: (id, gate, at) => shelf.left(id, { gate, at }),
    async carried() {
      const ids = (await shelf.all()).map(({ id }) => id)
      return new Set(ids.flatMap((id) => (id.startsWith(handed) ? [id.slice(handed.length)] : [])))
    },
    async boxOf(name, letters, of) {
      const box = boxIn(letters, of)
      return box && (await nameOfBox(box)) === name ? box : null
    }
  }
}
