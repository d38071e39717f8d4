import type { BoxShelf, ShelvedBox } from '#lib/data/outbox/box-shelf.ts'
import type { Phone } from '../phone/phone.ts'

/** The shelf of a phone's boxes; it outlives every tab. */
export class PhoneBoxes implements Pick<BoxShelf, 'of' | 'all' | 'put' | 'drop' | 'brought'> {
  readonly #boxes = new Map<string, ShelvedBox>()

  constructor(private readonly phone: Phone) {}

  /** Counts the boxes that the server does not have, for all that this phone knows. */
  get waiting(): number {
    return [...this.#boxes.values()].filter(({ box }) => box).length
  }

  async of(account: string): Promise<ShelvedBox[]> {
    return (await this.all()).filter((box) => box.account === account)
  }

  async all(): Promise<ShelvedBox[]> {
    return [...this.#boxes.values()]
  }

  async put(box: ShelvedBox): Promise<void> {
    this.#boxes.set(box.id, box)
  }

  async brought(id: string): Promise<void> {
    const known = this.#boxes.get(id)
    if (!known?.box) return
    const { world } = this.phone
    if (!world.model.transit.hasHad(known.box)) world.truth.broughtNowhere(this.phone, known.device)
    this.#boxes.set(id, { ...known, box: null })
  }

  async drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#boxes.delete(id)
  }
}
