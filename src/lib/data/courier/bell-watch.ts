import { bellOf } from '#lib/domain/bell.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { Bell, BellHandlers } from './bell.ts'

export interface BellWatchDeps {
  /** @throws when its code cannot be loaded now */
  openBell?: ((handlers: BellHandlers) => Promise<Bell>) | undefined
  /** Runs when the bell's connection opens: nobody has told what changed before. */
  opened(): void
  lost(): void
  /** Runs when some book has changed; its name is in `takeMoved` then. */
  rung(): void
  /** Does this tab still lead? */
  leads(): boolean
}

/** Holds the leading tab's bell, and which books it rang for since the last exchange began. */
export class BellWatch {
  /** Is the bell's connection open, so that changes are told without asking? */
  connected = false
  #moved = new Set<string>()
  #bell: Promise<Bell | null> | null = null

  constructor(private readonly deps: BellWatchDeps) {}

  /** Hands over which bells rang since the last time. */
  takeMoved(): ReadonlySet<string> {
    const moved = this.#moved
    this.#moved = new Set()
    return moved
  }

  /** Listens to the bells of all that these roles read. @param anew the server had not been reached before */
  async listen(roles: readonly string[], anew: boolean): Promise<void> {
    const { openBell } = this.deps
    if (!openBell) return
    this.#bell ??= openBell(this.#handlers()).catch(() => null)
    const bell = await this.#bell
    if (!bell) this.#bell = null
    bell?.hear(roles)
    if (anew) bell?.wake()
  }

  /** Lets go of the bell: another tab leads now. */
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
