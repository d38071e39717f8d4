import { bellOf } from '#lib/domain/bell.ts'
import { bookIn } from '#lib/domain/database-names.ts'
import { booksFor } from '#lib/data/courier/pull.ts'
import type { Bell, BellHandlers } from '#lib/data/courier/bell/bell.ts'
import type { Life } from './phone/life.ts'

/** The broker's side of the bells: who hears which, while his line is there. */
export class Belfry {
  readonly #ropes = new Set<Rope>()

  open(told: BellHandlers, life: Life, line: { online: boolean }): Bell {
    const rope = new Rope(told, life, line)
    this.#ropes.add(rope)
    life.atEnd(() => this.#ropes.delete(rope))
    rope.look()
    return {
      get open() {
        return rope.isOpen
      },
      hear: (roles) =>
        void (rope.heard = new Set(booksFor(roles).map(({ unit, book }) => bellOf(unit, book)))),
      // Its line comes and goes with the phone's own: no try is waited for.
      wake: () => {},
      stop: async () => void this.#ropes.delete(rope)
    }
  }

  /** Somebody's line came or went. */
  look(): void {
    for (const rope of this.#ropes) rope.look()
  }

  ring(database: string, afterMs: number): void {
    const { unit, book } = bookIn(database)!
    for (const rope of this.#ropes)
      rope.life.after(afterMs, () => {
        if (rope.isOpen && rope.heard.has(bellOf(unit, book))) rope.told.rung(unit, book)
      })
  }
}

class Rope {
  isOpen = false
  heard = new Set<string>()

  constructor(
    readonly told: BellHandlers,
    readonly life: Life,
    private readonly line: { online: boolean }
  ) {}

  look() {
    if (this.line.online === this.isOpen) return
    this.isOpen = this.line.online
    this.life.after(20, () => (this.isOpen ? this.told.opened() : this.told.lost()))
  }
}
