import type { NotKept } from '#lib/ports/ports.ts'
import type { Unsaved } from '../notebook/record.ts'

/** A picture that was taken or chosen, and is in memory only until it is kept. */
export class PickedPhoto {
  caption = $state('')
  /** Why it could not be kept; null while nobody has tried, or it is being tried. */
  problem = $state<NotKept | Unsaved['code'] | null>(null)

  constructor(readonly picture: Blob) {}
}

/** Pictures of one report. They outlive the form, not the lock: a draft holds words only. */
export class PickedPhotos {
  #all = $state.raw<readonly PickedPhoto[]>([])

  /** @param changed hears how many there are each time */
  constructor(private readonly changed: (count: number) => void = () => {}) {}

  get all(): readonly PickedPhoto[] {
    return this.#all
  }

  add(pictures: Iterable<Blob>): void {
    this.#set([...this.#all, ...Array.from(pictures, (picture) => new PickedPhoto(picture))])
  }

  remove(photo: PickedPhoto): void {
    this.#set(this.#all.filter((one) => one !== photo))
  }

  /** Hands all of them over, and has none then. */
  takeAll(): readonly PickedPhoto[] {
    const all = this.#all
    this.#set([])
    return all
  }

  /** Takes in what others had picked. */
  take(photos: readonly PickedPhoto[]): void {
    this.#set([...this.#all, ...photos])
  }

  #set(all: readonly PickedPhoto[]): void {
    this.#all = all
    this.changed(all.length)
  }
}
