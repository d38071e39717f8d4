import { alarms } from '#lib/domain/alarms/alarm.ts'
import { timeline, type TimelineEntry } from '#lib/domain/alarms/timeline.ts'
import type { WordJudge } from '#lib/domain/alarms/words-on-gates.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

/** The first moment of tests about alarms, Unix ms. */
export const aNight = Date.UTC(2026, 10, 24, 18, 40)

type Said = { [Type in FactType]: [type: Type, body: FactOf<Type>['body']] }[FactType]

/** A phone that records facts of alarms and gates, unsigned, at moments given in seconds after `aNight`. */
export class AlarmPhone {
  #n = 0

  constructor(
    readonly account: string,
    private readonly device = account.padEnd(43, 'x')
  ) {}

  says(stream: string, seconds: number, ...[type, body]: Said): Envelope {
    const ms = aNight + seconds * 1000
    this.#n++
    const chance = new Uint8Array(10)
    for (let i = 0; i < this.account.length; i++) chance[i % 8]! += this.account.charCodeAt(i)
    chance[8] = this.#n
    return {
      id: uuidv7(ms, chance),
      unit: 'xa-thu',
      book: type.slice(0, type.indexOf('.')),
      stream,
      type,
      at: new Date(ms).toISOString(),
      by: this.account,
      device: this.device,
      n: this.#n,
      body: body as Record<string, unknown>,
      sig: `${'x'.repeat(85)}A`
    }
  }
}

/** The id of the nth alarm that a test speaks of. */
export const alarmId = (nth: number) => uuidv7(aNight + nth, new Uint8Array(10).fill(nth))

/** Judges words where everybody's counts. */
export const everybodyCounts = <F extends Envelope>(
  isDoubtful: (fact: F) => boolean = () => false
): WordJudge<F> => ({ isDoubtful, counts: () => true })

/** The timeline of the only alarm among those facts. */
export function momentsOf(facts: readonly Envelope[]): TimelineEntry[] {
  const [alarm, ...others] = alarms(facts)
  if (!alarm || others.length > 0) throw new Error('one alarm is wanted')
  return timeline(alarm, facts)
}
