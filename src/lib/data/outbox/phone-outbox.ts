import type { SealedOutbox, SealedCounts } from '#lib/ports/outbox.ts'
import type { CarryContext } from '../courier/exchange.ts'
import type { SealingParts } from './seal-unsent.ts'

/** Seals what an account could not send, and brings what others of this phone sealed; its code loads when it is used. */
export class PhoneOutbox implements SealedOutbox {
  #sealing: Promise<void> = Promise.resolve()

  constructor(
    private readonly parts: Omit<SealingParts, 'keys' | 'shelf'>,
    /** Runs when so many records or photos of an account have been brought. */
    private readonly brought: (account: string, count: number) => void
  ) {}

  seal(keys: SealingParts['keys']): Promise<void> {
    const next = this.#sealing.then(() => this.#seal(keys))
    this.#sealing = next.catch(() => {})
    return next
  }

  async #seal(keys: SealingParts['keys']): Promise<void> {
    const [{ sealUnsent }, { openBoxShelf }] = await Promise.all([
      import('./seal-unsent.ts'),
      import('./box-shelf.ts')
    ])
    await sealUnsent({ ...this.parts, keys, shelf: openBoxShelf() })
  }

  /** See `carryBoxes`. */
  carry(way: CarryContext): Promise<boolean> {
    return carryBoxes(this.parts.device.id, way, this.brought)
  }
}

/**
 * Brings what other devices of this phone have sealed; see `bringBoxes`. @param device the id of the one whose session it is
 * @param brought runs when so many records or photos of an account have been brought
 */
export async function carryBoxes(
  device: string,
  way: CarryContext,
  brought: (account: string, count: number) => void
): Promise<boolean> {
  const [{ bringBoxes }, { openBoxShelf }] = await Promise.all([
    import('./bring-boxes.ts'),
    import('./box-shelf.ts')
  ])
  return bringBoxes(openBoxShelf(), device, way, ({ account, counts }) => brought(account, counts))
}

/** Counts what this phone has sealed for an account. */
export async function sealedCounts(account: string): Promise<SealedCounts> {
  const { openBoxShelf } = await import('./box-shelf.ts')
  const boxes = await openBoxShelf().of(account)
  const sum = (those: typeof boxes) => those.reduce((all, { counts }) => all + counts, 0)
  return { waiting: sum(boxes.filter(({ box }) => box)), brought: sum(boxes.filter(({ box }) => !box)) }
}
