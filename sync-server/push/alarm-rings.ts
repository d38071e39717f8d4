import { personOf } from '#lib/domain/alarms/entry.ts'
import { isOverWithText, isTexted } from '#lib/domain/alarms/texted-starts.ts'
import { StartCounts } from '#lib/domain/alarms/start-counts.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { idTime } from '#lib/domain/uuid.ts'

/** How the start of an alarm is told. */
export interface AlarmRing {
  /** Id of the alarm that it belongs to: a second start while that one runs joins it. */
  alarm: string
  /** Told to police alone: its author has started many within the hour. */
  isQuiet: boolean
}

/** An alarm of one person, as far as its starts and ends have come by. */
interface Running {
  id: string
  gates: Set<string>
  /** Ids of its starts that nobody has ended. */
  open: Set<string>
}

/** Most alarms of one person that are remembered; the start of one that is not is told as another. Likewise their streams. */
const most = 64
/** Most gates of one alarm, and most starts, that are remembered. */
const mostOfOne = 1_024
/** Most texts of one person that are remembered. */
const mostTexts = 8

/**
 * Tells how the starts of alarms are to ring, as phones fold them: see `joinedStrands`. It remembers what has come by since the
 * server started; a start after that rings once too often rather than once too seldom.
 */
export class AlarmRings {
  /** Texts that raised an alarm, by unit and sender, the latest last. */
  readonly #texted = new Map<string, { start: string; ms: number; endMs: number }[]>()
  readonly #running = new Map<string, Running[]>()
  readonly #counts = new StartCounts()
  readonly #openers = new StreamOpeners()

  /**
   * Takes note of a start that is its author's, see `personOf`. Returns null for one that calls nobody: what a phone brings
   * of an alarm that its owner texted, and that is over; and one in a stream that another start has opened, see `openerOf`.
   */
  begin(fact: Envelope): AlarmRing | null {
    const { unit, stream, body, id, took } = fact
    const by = personOf(fact)
    if (!this.#openers.opens(fact, by) && !isTexted(fact)) return null
    const { gates, drill = false } = body as FactOf<'duty.alarm-started'>['body']
    const ms = took ?? idTime(id)
    this.#counts.forgetBefore(ms)
    const isLoud = this.#counts.isLoud(`${unit} ${by}`, drill, ms)
    const who = `${unit} ${drill} ${by}`
    const all = this.#running.get(who) ?? []
    const start = stream.slice(stream.indexOf('/') + 1)
    if (!drill && this.#isOver(fact, start)) return null
    const met = all.find((one) => gates.some((gate) => one.gates.has(gate))) ?? (isLoud ? null : all.at(-1))
    const alarm = met ?? { id: start, gates: new Set<string>(), open: new Set<string>() }
    for (const gate of gates) if (alarm.gates.size < mostOfOne) alarm.gates.add(gate)
    if (alarm.open.size < mostOfOne) alarm.open.add(start)
    this.#running.set(who, (met ? all : [...all, alarm]).slice(-most))
    return { alarm: alarm.id, isQuiet: !isLoud }
  }

  /** Takes note of the end of one start. */
  end({ unit, stream, at }: Envelope): void {
    const start = stream.slice(stream.indexOf('/') + 1)
    for (const [who, texts] of this.#texted)
      for (const text of texts)
        if (who.startsWith(`${unit} `) && text.start === start) text.endMs = Date.parse(at)
    for (const [who, all] of this.#running) {
      if (!who.startsWith(`${unit} `)) continue
      for (const { open } of all) open.delete(start)
      const left = all.filter(({ open }) => open.size > 0)
      if (left.length > 0) this.#running.set(who, left)
      else this.#running.delete(who)
    }
  }

  /** Tells whether its author texted it, and the alarm is over. */
  #isOver(fact: Envelope, start: string): boolean {
    const who = `${fact.unit} ${personOf(fact)}`
    const texts = this.#texted.get(who) ?? []
    const ms = Date.parse(fact.at)
    if (!isTexted(fact)) return texts.some((text) => isOverWithText(ms, text))
    this.#texted.set(who, [...texts, { start, ms, endMs: -Infinity }].slice(-mostTexts))
    return false
  }
}

/** Remembers which start opened a stream. Whoever opens many is the one whose streams are forgotten. */
class StreamOpeners {
  /** The id of the start, by unit and stream. */
  readonly #openers = new Map<string, string>()
  /** Streams by unit and author, the oldest first. */
  readonly #opened = new Map<string, string[]>()

  /** Tells whether a start is the one that opens its stream. */
  opens({ unit, stream, id }: Envelope, by: string): boolean {
    const key = `${unit} ${stream}`
    const opener = this.#openers.get(key)
    if (opener !== undefined) return opener === id
    this.#openers.set(key, id)
    const who = `${unit} ${by}`
    const opened = [...(this.#opened.get(who) ?? []), key]
    for (const old of opened.splice(0, opened.length - most)) this.#openers.delete(old)
    this.#opened.set(who, opened)
    return true
  }
}
