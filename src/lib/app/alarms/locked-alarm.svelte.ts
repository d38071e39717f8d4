import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { GateGroup } from '#lib/domain/alarms/alarm-plan.ts'
import { closeGate, isLeftOpen } from '../gates/close-gate.ts'
import { GateControl, type GateControlDeps } from '../gates/gate-control.svelte.ts'
import type { AlarmKeys } from '#lib/ports/alarm-keys.ts'
import type { Clock, GateConnection } from '#lib/ports/ports.ts'
import { isFull, type Draft, type KeepOutcome } from '../notebook/record.ts'
import { startAlarm } from './start-alarm.ts'

/** Null where this account has no alarm key on this phone that counts. */
export async function openLockedAlarm(
  account: string,
  keys: AlarmKeys,
  clock: Clock
): Promise<LockedAlarm | null> {
  const card = await keys.cardOf(account)
  if (!card || card.gates.length === 0) return null
  // What waits can be read only perhaps; an alarm must be had all the same.
  const waiting = await keys.kept(account).catch(() => [])
  const begun = waiting.findLast(({ entry }) => entry.type === 'duty.alarm-started')?.entry.body
  return new LockedAlarm(account, card, keys, clock, begun as Begun | undefined)
}

/** Of an alarm that an app began which is gone. */
interface Begun {
  gates: readonly string[]
  group?: string
}

/** An alarm from a locked phone: its motor gates close, and nothing else is shown or done. It outlives its screen. */
export class LockedAlarm {
  /** Resolves when each command so far has its answer, and its entry is kept. */
  settled: Promise<unknown> = Promise.resolve()
  /** Which gates were called together; null before it is started. */
  started = $state.raw<{ gates: readonly string[]; group: string | undefined } | null>(null)
  readonly #controls = new Map<string, GateControl>()
  #line: Promise<GateConnection> | null = null

  constructor(
    private readonly account: string,
    readonly card: AlarmCard,
    private readonly keys: AlarmKeys,
    private readonly clock: Clock,
    begun?: Begun
  ) {
    if (begun) this.started = { gates: begun.gates, group: begun.group }
  }

  /** The same object for every component that asks. */
  control(gate: string): GateControl {
    const known = this.#controls.get(gate)
    if (known) return known
    const control = new GateControl(gate, this.#parts())
    this.#controls.set(gate, control)
    return control
  }

  /**
   * Closes the motor gates of a group, or all, by the alarm key: one signed command each, and no lock, which needs somebody
   * who unlocked. That it was started, and what became of each command, is kept for the log.
   */
  start(group?: GateGroup): { kept: Promise<KeepOutcome>; commanded: Promise<unknown> } {
    const gates = group ? this.card.gates.filter(({ gate }) => group.gates.includes(gate)) : this.card.gates
    this.started = { gates: gates.map(({ gate }) => gate), group: group?.name }
    const order = { gates, drill: false, from: 'alarm-key', ...(group && { group: group.name }) } as const
    const { saved, commanded } = startAlarm(order, {
      unit: this.card.unit.id,
      clock: this.clock,
      close: (gate) => closeGate(this.control(gate), this.#parts(), {}),
      record: (draft) => this.#keep(draft)
    })
    this.settled = Promise.allSettled([saved, commanded])
    return { kept: saved, commanded }
  }

  /** The motor gates of this alarm. */
  get motor(): readonly GateControl[] {
    const covered = this.card.gates.filter(({ gate }) => this.started?.gates.includes(gate))
    return covered.filter(({ kind }) => kind === 'motor').map(({ gate }) => this.control(gate))
  }

  /** Those of them that a command has not closed and is not closing. */
  get left(): readonly GateControl[] {
    return this.motor.filter(isLeftOpen)
  }

  /** Tries those once more: another signed command each, as part of the same alarm. */
  closeAgain(): void {
    const closing = this.left.map((control) => closeGate(control, this.#parts(), {}))
    this.settled = Promise.allSettled([this.settled, ...closing])
  }

  /** Leaves the line, once everything that was commanded has its answer. */
  async stop(): Promise<void> {
    await this.settled
    await (await this.#line?.catch(() => null))?.stop()
    this.#line = null
  }

  #parts(): GateControlDeps {
    const { account, card, clock } = this
    const own = { unit: card.unit.id, account, roles: card.roles, clock }
    return { ...own, gateConnection: () => this.#open(), record: (draft) => this.#keep(draft) }
  }

  #open(): Promise<GateConnection> {
    return (this.#line ??= this.keys.openConnection(this.account, this.card))
  }

  async #keep(draft: Draft): Promise<KeepOutcome> {
    const at = draft.at ?? new Date(this.clock.now()).toISOString()
    try {
      await this.keys.keep(this.account, { ...draft, at })
      return { ok: true }
    } catch (problem) {
      return { ok: false, refusal: { code: isFull(problem) ? 'storage-full' : 'storage-broken' } }
    }
  }
}
