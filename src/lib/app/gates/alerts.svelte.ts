import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { isConcerned } from '#lib/domain/gates/at-gate.ts'
import { isPutOff } from '#lib/domain/gates/closing-hour.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Attention, GateConnection } from '#lib/ports/ports.ts'

/** The most alerts kept on the screen. */
const most = 20
/** Interval before a connection whose code failed to load is retried, ms. */
const againMs = 30_000

/** Keeps the unsolicited alerts of the gates that concern this account until somebody has looked, or they are over. */
export class Alerts {
  /** The standing alerts, newest first, one of each kind and gate. */
  standing = $state.raw<readonly GateAlert[]>([])
  #attention: Promise<Attention> | null = null
  #line: GateConnection | null = null
  readonly #watched = new Map<string, { unsubscribe(): void }>()

  constructor(
    private readonly parts: Pick<
      BookDeps,
      'gateConnection' | 'openAttention' | 'directory' | 'account' | 'roles'
    >
  ) {}

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
    if (left.length < this.standing.length) this.#stand(left)
  }

  #hear(line: GateConnection, told: () => void): () => void {
    this.#line = line
    const hearing = line.alerts().subscribe({
      next: (alert) => {
        const { account, roles } = this.parts
        if (!isConcerned(this.parts.directory(), alert.gate, account, roles)) return
        this.#stand([alert, ...this.standing.filter((one) => !isOvertaken(one, alert))].slice(0, most))
        told()
      },
      error: () => {}
    })
    return () => {
      hearing.unsubscribe()
      this.#line = null
      this.#watch()
    }
  }

  #stand(standing: readonly GateAlert[]): void {
    this.standing = standing
    this.#watch()
  }

  /** Listens to those gates whose reports may end an alert, and to no others: states use data all the time. */
  #watch(): void {
    for (const gate of this.#toWatch)
      if (!this.#watched.has(gate)) this.#watched.set(gate, this.#settled(this.#line!, gate))
    const wanted = this.#toWatch
    for (const [gate, watching] of this.#watched) {
      if (wanted.has(gate)) continue
      this.#watched.delete(gate)
      watching.unsubscribe()
    }
  }

  get #toWatch(): ReadonlySet<string> {
    return new Set(this.#line ? this.standing.filter(mayBeSettled).map(({ gate }) => gate) : [])
  }

  /** Removes the alerts of a gate that its own later reports show to be over. */
  #settled(line: GateConnection, gate: string) {
    return line.heard(gate).subscribe({
      next: ({ state }) => {
        const isOver = (one: GateAlert) => state !== null && one.gate === gate && isSettled(one, state)
        if (!this.standing.some(isOver)) return
        queueMicrotask(() => this.#stand(this.standing.filter((one) => !isOver(one))))
      },
      error: () => {}
    })
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

/** Alerts that a gate stands open, or did not come down; they end when it reports closed, or its closing is put off. */
const waitsForClosing: ReadonlySet<string> = new Set([
  'closes-soon',
  'not-closed',
  'left-open',
  'schedule-missed'
])
const ofOpenGate: ReadonlySet<string> = new Set([...waitsForClosing, 'obstructed'])

const mayBeSettled = ({ alert }: Pick<GateAlert, 'alert'>) =>
  ofOpenGate.has(alert) || alert === 'offline' || alert === 'deaf'

/** Tells whether a later report of the gate itself shows that an alert is over. */
function isSettled({ alert, at, minutes = 0 }: GateAlert, state: GateState): boolean {
  const { motion, assumed, deviceOnline, reportedAt, closesAt = 0 } = state
  if (alert === 'deaf') return !state.deaf && state.agentTime > at
  // Warned of is a closing within those minutes: put off is one that comes later.
  const isLater = alert !== 'closes-soon' || closesAt > at + (minutes + 1) * 60_000
  if (waitsForClosing.has(alert) && isLater && state.agentTime > at && isPutOff(state)) return true
  if (!deviceOnline || reportedAt === null || reportedAt <= at) return false
  return mayBeSettled({ alert }) && (alert === 'offline' || (motion === 'closed' && !assumed))
}

const isPower = ({ alert }: GateAlert) => alert === 'power-lost' || alert === 'power-back'

/** Tells whether a newer alert replaces an old one: the same kind of the same gate, or the end of what it reported. */
function isOvertaken(old: GateAlert, by: GateAlert): boolean {
  return old.gate === by.gate && (old.alert === by.alert || (isPower(old) && isPower(by)))
}
