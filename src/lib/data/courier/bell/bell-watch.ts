import { bellOf } from '#lib/domain/bell.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { Bell, BellHandlers } from './bell.ts'

export interface BellWatchDeps {
  /** @throws when its code cannot be loaded now */
  openBell?: ((handlers: BellHandlers) => Promise<Bell>) | undefined
  /** Runs when the bell's connection opens: nothing reported the changes before that. */
  opened(): void
  lost(): void
  /** Runs when a book has changed; `takeMoved` then returns its name. */
  rung(): void
  /** Tells whether this tab still leads. */
  leads(): boolean
}

/** Holds the leading tab's bell, and the books that it rang for since the last exchange began. */
export class BellWatch {
  /** True while the bell's connection is open, so that changes are reported without polling. */
  connected = false
  #moved = new Set<string>()
  #bell: Promise<Bell | null> | null = null

  constructor(private readonly deps: BellWatchDeps) {}

  /** Returns the bells that rang since the last call. */
  takeMoved(): ReadonlySet<string> {
    const moved = this.#moved
    this.#moved = new Set()
    return moved
  }

  /** Listens to the bells of all books that these roles read. @param anew the server was unreachable before */
  async listen(roles: readonly string[], anew: boolean): Promise<void> {
    const { openBell } = this.deps
    if (!openBell) return
    this.#bell ??= openBell(this.#handlers()).catch(() => null)
    const bell = await this.#bell
    if (!bell) this.#bell = null
    bell?.hear(roles)
    if (anew) bell?.wake()
  }

  /** Closes the bell: another tab leads now. */
  drop(): void {
    const bell = this.#bell
    this.#bell = null
    this.connected = false
    void bell?.then((open) => open?.stop())
  }

  async stop(): Promise<void> {
    await (await this.#bell)?.stop()
  }

  #handlers(): BellHandlers {
    const { opened, lost, rung, leads } = this.deps
    return {
      opened: () => {
        this.connected = true
        opened()
      },
      lost: () => {
        this.connected = false
        lost()
      },
      rung: (unit: string, book: Book) => {
        if (!leads()) return
        this.#moved.add(bellOf(unit, book))
        rung()
      }
    }
  }
}
