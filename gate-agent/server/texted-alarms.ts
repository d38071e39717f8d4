import type { AgentClock } from '../shell/agent-clock.ts'
import type { AgentSession } from './agent-session.ts'

/**
 * Tells what becomes of an alarm that came by text. `late`: the server does not answer yet, and is asked again; `refused`: it
 * will not take it.
 */
export type AlarmFate = 'told' | 'late' | 'refused'

interface WaitingAlarm {
  text: string
  /** Of the monotonic clock, ms. */
  since: number
  isLate: boolean
  tell(fate: AlarmFate): void
}

/** After how long the sender is told that the server does not answer, ms. */
const lateMs = 30_000
/** How long the server is asked, ms: it takes no older text. */
const longestMs = 30 * 60_000
/** Most texts that are remembered as handed over. */
const mostTold = 100

/** Hands texts that raise an alarm to the server, and tells their senders what becomes of them. */
export class TextedAlarms {
  readonly #waiting = new Map<string, WaitingAlarm>()
  readonly #told = new Set<string>()

  /** @param steady ms of a monotonic clock */
  constructor(
    private readonly unit: string,
    private readonly steady: AgentClock['steady']
  ) {}

  /**
   * Takes a text to be handed over. One that was, or while another of that key waits, is passed over: a person's second
   * alarm within minutes is the same one.
   */
  raise(key: string, text: string, tell: WaitingAlarm['tell']): void {
    if (this.#waiting.has(key) || this.#told.has(text)) return
    this.#waiting.set(key, { text, since: this.steady(), isLate: false, tell })
  }

  /** Hands over all that wait; returns whether the server answered for each. */
  async handOver(session: Pick<AgentSession, 'ask'>): Promise<boolean> {
    const fates = [...this.#waiting].map(async ([key, alarm]) => {
      const { unit } = this
      const { status } = await session.ask('POST', '/alarms/texted', { unit, text: alarm.text })
      const fate = fateBy(status)
      if (fate === 'late') return this.#wait(key, alarm)
      this.#waiting.delete(key)
      this.#remember(alarm.text)
      alarm.tell(fate)
      return true
    })
    return (await Promise.all(fates)).every((isAnswered) => isAnswered)
  }

  #wait(key: string, alarm: WaitingAlarm): false {
    const ms = this.steady() - alarm.since
    if (ms >= longestMs) this.#waiting.delete(key)
    if (ms < lateMs || alarm.isLate) return false
    alarm.isLate = true
    alarm.tell('late')
    return false
  }

  #remember(text: string) {
    const [oldest] = this.#told.add(text)
    if (this.#told.size > mostTold) this.#told.delete(oldest!)
  }
}

/** Anything but a refusal of the text itself may be answered otherwise in a moment. */
function fateBy(status: number | string): AlarmFate {
  if (status === 200) return 'told'
  return status === 400 || status === 403 ? 'refused' : 'late'
}
