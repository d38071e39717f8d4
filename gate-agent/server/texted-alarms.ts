import type { AgentClock } from '../shell/agent-clock.ts'
import type { AgentSession } from './agent-session.ts'

/**
 * Tells what becomes of an alarm that came by text. `late`: the server does not answer yet, and is asked again; `refused`: it
 * will not take it.
 */
export type AlarmFate = 'told' | 'late' | 'refused'

/** An alarm that came by text, whose signature is its sender's. */
interface RaisedAlarm {
  text: string
  /** The sender's key and the gate, for which `ctr` rises with each text. */
  sender: string
  ctr: number
  tell(fate: AlarmFate): void
}

interface WaitingAlarm extends RaisedAlarm {
  /** Of the monotonic clock, ms. */
  since: number
  isLate: boolean
}

/** After how long the sender is told that the server does not answer, ms. */
const lateMs = 30_000
/** How long the server is asked, ms: it takes no older text. */
const longestMs = 30 * 60_000

/** Hands texts that raise an alarm to the server, and tells their senders what becomes of them. */
export class TextedAlarms {
  readonly #waiting = new Map<string, WaitingAlarm>()
  /** The number of each sender's latest text. */
  readonly #latest = new Map<string, number>()

  /** @param steady ms of a monotonic clock */
  constructor(
    private readonly unit: string,
    private readonly steady: AgentClock['steady']
  ) {}

  /**
   * Takes a text to be handed over, in the place of an earlier one that still waits. One that is no newer than the latest of
   * its sender is passed over: anybody may send it again.
   */
  raise(alarm: RaisedAlarm): void {
    const { sender, ctr } = alarm
    if (ctr <= (this.#latest.get(sender) ?? 0)) return
    this.#latest.set(sender, ctr)
    this.#waiting.set(sender, { ...alarm, since: this.steady(), isLate: false })
  }

  /** Hands over all that wait; returns whether the server answered for each. */
  async handOver(session: Pick<AgentSession, 'ask'>): Promise<boolean> {
    const answers = [...this.#waiting.values()].map(async (alarm) => {
      const { unit } = this
      const { status } = await session.ask('POST', '/alarms/texted', { unit, text: alarm.text })
      const fate = fateBy(status)
      if (fate === 'late') this.#wait(alarm)
      else this.#end(alarm, fate)
      return fate !== 'late'
    })
    return (await Promise.all(answers)).every((isAnswered) => isAnswered)
  }

  #wait(alarm: WaitingAlarm) {
    const ms = this.steady() - alarm.since
    if (ms >= longestMs) this.#forget(alarm)
    if (ms < lateMs || alarm.isLate) return
    alarm.isLate = true
    alarm.tell('late')
  }

  #end(alarm: WaitingAlarm, fate: AlarmFate) {
    this.#forget(alarm)
    alarm.tell(fate)
  }

  /** Leaves a newer one of the same sender, which came meanwhile. */
  #forget(alarm: WaitingAlarm) {
    if (this.#waiting.get(alarm.sender) === alarm) this.#waiting.delete(alarm.sender)
  }
}

/** Anything but a refusal of the text itself may be answered otherwise in a moment. */
function fateBy(status: number | string): AlarmFate {
  if (status === 200) return 'told'
  return status === 400 || status === 403 ? 'refused' : 'late'
}
