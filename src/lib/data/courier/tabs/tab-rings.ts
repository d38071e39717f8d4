import type { CourierReport } from '#lib/ports/courier.ts'
import type { Channel, OpenChannel } from '../../tabs.ts'
import type { Leadership } from './leadership.ts'
import type { Scheduler } from '../scheduler.ts'

type Message =
  | { kind: 'ring'; audit: boolean; byHand: boolean }
  | { kind: 'heard' }
  | { kind: 'rung' }
  | { kind: 'report'; report: CourierReport }
  | { kind: 'hello' }

/** How long a tab waits for the leading tab before it gives up on its own ring, ms. */
const ringPatience = 15_000

export interface TabRingsDeps {
  name: string
  openChannel: OpenChannel
  scheduler: Scheduler
  leadership: Leadership
  /** Runs in the leading tab when another one rings. */
  rung(audit: boolean, byHand: boolean): void
  /** Returns the leading tab's report, for a tab that has just opened. */
  report(): CourierReport
  /** Runs in the other tabs with each report of the leading one. */
  reported(report: CourierReport): void
}

/** Messages between the tabs of one account: the others ring the leading tab, which exchanges and reports to them. */
export class TabRings {
  readonly #channel: Channel<Message>
  readonly #waiting = new Set<() => void>()

  constructor(private readonly deps: TabRingsDeps) {
    this.#channel = deps.openChannel<Message>(deps.name, (message) => this.#hear(message))
  }

  /** Asks the leading tab for its report. */
  greet(): void {
    this.#channel.post({ kind: 'hello' })
  }

  /** Rings the leading tab; resolves when its next exchange is over, or when it stays silent for too long. */
  ring(how: { audit: boolean; byHand: boolean }): Promise<void> {
    const { leadership, scheduler } = this.deps
    return new Promise((resolve) => {
      const over = () => {
        this.#waiting.delete(over)
        callOff()
        resolve()
      }
      const silent = leadership.ringing()
      const callOff = scheduler.after(ringPatience, () => {
        silent()
        over()
      })
      this.#waiting.add(over)
      this.#channel.post({ kind: 'ring', ...how })
    })
  }

  /** Tells the other tabs that an exchange is over; also answers this tab's own rings to a leading tab that is gone. */
  exchanged(): void {
    this.#channel.post({ kind: 'rung' })
    this.answer()
  }

  tell(report: CourierReport): void {
    this.#channel.post({ kind: 'report', report })
  }

  /** Resolves every pending ring. */
  answer(): void {
    for (const over of this.#waiting) over()
  }

  close(): void {
    this.#channel.close()
  }

  #hear(message: Message): void {
    const { leadership, rung, report, reported } = this.deps
    if (message.kind !== 'ring' && message.kind !== 'hello') leadership.heard()
    if (message.kind === 'ring' && leadership.leads) {
      this.#channel.post({ kind: 'heard' })
      rung(message.audit, message.byHand)
    }
    if (message.kind === 'hello' && leadership.leads) this.tell(report())
    if (message.kind === 'report' && !leadership.leads) reported(message.report)
    if (message.kind === 'rung') this.answer()
  }
}
