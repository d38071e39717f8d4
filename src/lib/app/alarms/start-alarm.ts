import type { AlarmSource } from '#lib/domain/alarms/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Clock } from '#lib/ports/ports.ts'
import type { Draft, KeepOutcome } from '../notebook/record.ts'

/** The choice that somebody makes by holding the button. */
export interface AlarmOrder {
  gates: readonly { gate: string; kind: 'motor' | 'hand' }[]
  /** Those of them that it does not order closed, since no decision on them is in force. */
  leftOut?: readonly { gate: string }[]
  /** The name of the gates' group; absent: the whole unit. */
  group?: string | undefined
  drill: boolean
  /** A drill in which the sirens at the gates sound; in a real alarm they do anyway. */
  siren?: boolean
  from: AlarmSource
}

/** The means by which the phone commands gates and records the alarm. */
export interface StartAlarmDeps {
  unit: string
  clock: Clock
  /** Asks one motor gate to close, now or never; the outcome is reported elsewhere. */
  close(gate: string): Promise<void>
  /** Records the draft; a locked phone keeps it until it is unlocked. */
  record(draft: Draft): Promise<KeepOutcome>
}

export interface StartedAlarm {
  id: string
  saved: Promise<KeepOutcome>
  /** Resolves when each motor gate has got its command, or is known not to get one. */
  commanded: Promise<unknown>
}

/**
 * Starts an alarm, the only way to do so: commands all motor gates at once, in parallel, and never waits for the
 * record.
 */
export function startAlarm(
  { gates, leftOut = [], group, drill, from }: AlarmOrder,
  means: StartAlarmDeps
): StartedAlarm {
  const { unit, clock } = means
  const now = clock.now()
  const spared = new Set(leftOut.map(({ gate }) => gate))
  const motor = gates.filter(({ gate, kind }) => kind === 'motor' && !spared.has(gate))
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
      ...(spared.size > 0 && { leftOut: [...spared] }),
      ...(drill && { drill })
    }
  }
  return { id, saved: means.record(draft), commanded }
}
