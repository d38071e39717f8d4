import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Attention, GateConnection } from '#lib/ports/ports.ts'

/** So many are kept on the screen. */
const most = 20
/** When a line whose code did not come is tried again, ms. */
const againMs = 30_000

/** What gates have told this open app without being asked, until somebody has looked. */
export class Alerts {
  /** The newest first, one of each kind and gate. */
  standing = $state.raw<readonly GateAlert[]>([])
  #attention: Promise<Attention> | null = null

  constructor(private readonly parts: Pick<BookDeps, 'gateConnection' | 'openAttention'>) {}

  /** Hears the unit's gates until the returned stop is called. @param told of each new one */
  listen(told: () => void): () => void {
    let over = false
    let stop = () => {}
    const begin = async () => {
      const line = await this.parts.gateConnection()
      if (!over) stop = this.#hear(line, told)
    }
    const tryAgain = () => {
      const timer = setTimeout(() => void begin().catch(tryAgain), againMs)
      stop = () => clearTimeout(timer)
    }
    begin().catch(() => {
      if (!over) tryAgain()
    })
    return () => {
      over = true
      stop()
    }
  }

  /** Calls whoever holds the phone. @param sound does its owner want to hear it? */
  async call(sound: boolean): Promise<void> {
    const attention = await this.#calling()
    attention?.vibrate(false)
    if (sound) attention?.sound(false)
  }

  /** The number of things that need the holder of this phone, at the app's icon. */
  async badge(count: number): Promise<void> {
    const attention = await this.#calling()
    attention?.badge(count)
  }

  /** Somebody has looked at that gate; without one, at all of them. */
  seen(gate?: string): void {
    const left = gate === undefined ? [] : this.standing.filter((alert) => alert.gate !== gate)
    if (left.length < this.standing.length) this.standing = left
  }

  #hear(line: GateConnection, told: () => void): () => void {
    const hearing = line.alerts().subscribe({
      next: (alert) => {
        this.standing = [alert, ...this.standing.filter((one) => !isOvertaken(one, alert))].slice(0, most)
        told()
      },
      error: () => {}
    })
    return () => hearing.unsubscribe()
  }

  /** Null: its code cannot be had now, and nobody is worse off. */
  #calling(): Promise<Attention | null> {
    this.#attention ??= this.parts.openAttention()
    return this.#attention.catch(() => {
      this.#attention = null
      return null
    })
  }
}

const isPower = ({ alert }: GateAlert) => alert === 'power-lost' || alert === 'power-back'

/** The same of the same gate, or the end of what it told. */
function isOvertaken(old: GateAlert, by: GateAlert): boolean {
  return old.gate === by.gate && (old.alert === by.alert || (isPower(old) && isPower(by)))
}
