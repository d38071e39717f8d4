import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Attention, GateConnection } from '#lib/ports/ports.ts'

/** The most alerts kept on the screen. */
const most = 20
/** Interval before a connection whose code failed to load is retried, ms. */
const againMs = 30_000

/** Keeps the unsolicited alerts that gates sent to this open app until somebody has looked. */
export class Alerts {
  /** The standing alerts, newest first, one of each kind and gate. */
  standing = $state.raw<readonly GateAlert[]>([])
  #attention: Promise<Attention> | null = null

  constructor(private readonly parts: Pick<BookDeps, 'gateConnection' | 'openAttention'>) {}

  /** Listens to the unit's gates until the returned stop is called. @param told runs for each new alert */
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

  /** Calls the attention of whoever holds the phone. @param sound whether its owner wants to hear it */
  async call(sound: boolean): Promise<void> {
    const attention = await this.#calling()
    attention?.vibrate(false)
    if (sound) attention?.sound(false)
  }

  /** Sets the number on the app's icon: the tasks for the holder of this phone. */
  async badge(count: number): Promise<void> {
    const attention = await this.#calling()
    attention?.badge(count)
  }

  /** Removes the alerts of a gate that somebody has looked at; without a gate, all of them. */
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

  /** Loads the code that calls; null when it cannot be loaded now, which harms nothing. */
  #calling(): Promise<Attention | null> {
    this.#attention ??= this.parts.openAttention()
    return this.#attention.catch(() => {
      this.#attention = null
      return null
    })
  }
}

const isPower = ({ alert }: GateAlert) => alert === 'power-lost' || alert === 'power-back'

/** Tells whether a newer alert replaces an old one: the same kind of the same gate, or the end of what it reported. */
function isOvertaken(old: GateAlert, by: GateAlert): boolean {
  return old.gate === by.gate && (old.alert === by.alert || (isPower(old) && isPower(by)))
}
