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

  /** See `bringBoxes`. */
  async carry(way: CarryContext): Promise<boolean> {
    const [{ bringBoxes }, { openBoxShelf }] = await Promise.all([
      import('./bring-boxes.ts'),
      import('./box-shelf.ts')
    ])
    return bringBoxes(openBoxShelf(), this.parts.device.id, way, ({ account, counts }) =>
      this.brought(account, counts)
    )
  }
}

/** Counts what this phone has sealed for an account. */
export async function sealedCounts(account: string): Promise<SealedCounts> {
  const { openBoxShelf } = await import('./box-shelf.ts')
  const boxes = await openBoxShelf().of(account)
  const sum = (those: typeof boxes) => those.reduce((all, { counts }) => all + counts, 0)
  return { waiting: sum(boxes.filter(({ box }) => box)), brought: sum(boxes.filter(({ box }) => !box)) }
}
