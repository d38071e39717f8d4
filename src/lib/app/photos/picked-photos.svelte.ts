import type { NotKept } from '#lib/ports/ports.ts'
import type { Unsaved } from '../notebook/record.ts'

/** A picture that was taken or chosen; it is only in memory until it is kept. */
export class PickedPhoto {
  caption = $state('')
  /** The reason why it could not be kept; null while nobody has tried, or a try is under way. */
  problem = $state<NotKept | Unsaved['code'] | null>(null)

  constructor(readonly picture: Blob) {}
}

/** Pictures of one report. They outlive the form, not the lock: a draft holds words only. */
export class PickedPhotos {
  #all = $state.raw<readonly PickedPhoto[]>([])

  /** @param changed runs with the new number after each change */
  constructor(private readonly changed: (count: number) => void = () => {}) {}

  get all(): readonly PickedPhoto[] {
    return this.#all
  }

  /** Returns the captions alone, by which they can be read and changed. */
  get captions(): readonly { caption: string }[] {
    return this.#all.map((photo) => ({
      get caption() {
        return photo.caption
      },
      set caption(text) {
        photo.caption = text
      }
    }))
  }

  add(pictures: Iterable<Blob>): void {
    this.#set([...this.#all, ...Array.from(pictures, (picture) => new PickedPhoto(picture))])
  }

  remove(photo: PickedPhoto): void {
    this.#set(this.#all.filter((one) => one !== photo))
  }

  /** Returns all of them and keeps none. */
  takeAll(): readonly PickedPhoto[] {
    const all = this.#all
    this.#set([])
    return all
  }

  /** Adds pictures that were picked elsewhere. */
  take(photos: readonly PickedPhoto[]): void {
    this.#set([...this.#all, ...photos])
  }

  #set(all: readonly PickedPhoto[]): void {
    this.#all = all
    this.changed(all.length)
  }
}
