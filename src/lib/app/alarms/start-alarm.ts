import type { AlarmSource } from '#lib/domain/alarms/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Clock } from '#lib/ports/ports.ts'
import type { Draft, KeepOutcome } from '../notebook/record.ts'

/** What somebody decides by holding the button. */
export interface AlarmOrder {
  gates: readonly { gate: string; kind: 'motor' | 'hand' }[]
  /** What they are called together; left out: the whole unit. */
  group?: string | undefined
  drill: boolean
  from: AlarmSource
}

/** What the phone has at hand. */
export interface StartAlarmDeps {
  unit: string
  clock: Clock
  /** Asks one motor gate to close, now or never; what came of it is told elsewhere. */
  close(gate: string): Promise<void>
  /** Writes it down; a locked phone keeps it until it is unlocked. */
  record(draft: Draft): Promise<KeepOutcome>
}

export interface StartedAlarm {
  id: string
  saved: Promise<KeepOutcome>
  /** Resolves when each motor gate has had its command, or it is known that it has none. */
  commanded: Promise<unknown>
}

/** The one way to start an alarm: all motor gates are commanded at once and side by side, and nothing waits for the record. */
export function startAlarm({ gates, group, drill, from }: AlarmOrder, means: StartAlarmDeps): StartedAlarm {
  const { unit, clock } = means
  const now = clock.now()
  const motor = gates.filter(({ kind }) => kind === 'motor')
  const commanded = Promise.all(motor.map(({ gate }) => means.close(gate)))
  const id = uuidv7(now, clock.random(10))
  const draft: Draft = {
    unit,
    book: 'duty',
    stream: `alarm/${id}`,
    type: 'duty.alarm-started',
    at: new Date(now).toISOString(),
    body: {
      gates: gates.map(({ gate }) => gate),
      from,
      ...(group !== undefined && { group }),
      ...(drill && { drill })
    }
  }
  return { id, saved: means.record(draft), commanded }
}
