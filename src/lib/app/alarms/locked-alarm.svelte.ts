import { coversUnit } from '#lib/domain/alarms/concern.ts'
import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { GateGroup } from '#lib/domain/directory/directory.ts'
import { closeGate, isLeftOpen } from '../gates/close-gate.ts'
import { GateControl, type GateControlDeps } from '../gates/gate-control.svelte.ts'
import type { AlarmKeys } from '#lib/ports/alarm-keys.ts'
import type { Clock, GateConnection } from '#lib/ports/ports.ts'
import { isFull, type Draft, type KeepOutcome } from '../notebook/record.ts'
import { nameOfScope } from './alarm-scope.ts'
import { startAlarm } from './start-alarm.ts'

/** Opens the alarm of a locked phone; null when this account has no valid alarm key on this phone. */
export async function openLockedAlarm(
  account: string,
  keys: AlarmKeys,
  clock: Clock
): Promise<LockedAlarm | null> {
  const card = await keys.cardOf(account)
  if (!card || card.gates.length === 0) return null
  // The waiting entries may be unreadable; the alarm must work all the same.
  const waiting = await keys.kept(account).catch(() => [])
  const begun = waiting.findLast(({ entry }) => entry.type === 'duty.alarm-started')?.entry.body
  return new LockedAlarm(account, card, keys, clock, begun as Begun | undefined)
}

/** The start of an alarm by an earlier run of the app. */
interface Begun {
  gates: readonly string[]
  leftOut?: readonly string[]
  group?: string
}

interface StartedLocked {
  gates: readonly string[]
  leftOut: readonly string[]
  group: string | undefined
}

/** An alarm from a locked phone: closes motor gates, and neither shows nor does anything else. It outlives its screen. */
export class LockedAlarm {
  /** Resolves when every command so far has its answer and its entry is kept. */
  settled: Promise<unknown> = Promise.resolve()
  /** The gates that the alarm has closed, and those that it leaves out; null before it is started. */
  started = $state.raw<StartedLocked | null>(null)
  readonly #controls = new Map<string, GateControl>()
  #line: Promise<GateConnection> | null = null

  constructor(
    private readonly account: string,
    readonly card: AlarmCard,
    private readonly keys: AlarmKeys,
    private readonly clock: Clock,
    begun?: Begun
  ) {
    if (begun) this.started = split(begun.gates, begun.leftOut ?? [], begun.group)
  }

  /** Returns the control of one gate; the same object for every component that asks. */
  control(gate: string): GateControl {
    const known = this.#controls.get(gate)
    if (known) return known
    const control = new GateControl(gate, this.#parts())
    this.#controls.set(gate, control)
    return control
  }

  /**
   * Closes the motor gates of a group, or the account's own, with the alarm key: one signed command each. Does not
   * lock them: that needs an unlocked phone. Keeps the start and the result of each command for the log.
   */
  start(group?: GateGroup): { kept: Promise<KeepOutcome>; commanded: Promise<unknown> } {
    const covered = group?.gates ?? this.card.own
    const gates = this.card.gates.filter(({ gate }) => covered.includes(gate))
    const name = group?.name ?? nameOfScope(gates, coversUnit(this.card.roles))
    const leftOut = gates.filter(({ undecided }) => undecided)
    this.started = split(
      gates.map(({ gate }) => gate),
      leftOut.map(({ gate }) => gate),
      name
    )
    const order = {
      gates,
      leftOut,
      drill: false,
      from: 'alarm-key',
      ...(name !== undefined && { group: name })
    } as const
    const { saved, commanded } = startAlarm(order, {
      unit: this.card.unit.id,
      clock: this.clock,
      close: (gate) => closeGate(this.control(gate), this.#parts(), {}),
      record: (draft) => this.#keep(draft)
    })
    this.settled = Promise.allSettled([saved, commanded])
    return { kept: saved, commanded }
  }

  /** Returns the motor gates of this alarm. */
  get motor(): readonly GateControl[] {
    const covered = this.card.gates.filter(({ gate }) => this.started?.gates.includes(gate))
    return covered.filter(({ kind }) => kind === 'motor').map(({ gate }) => this.control(gate))
  }

  /** Returns those that no command has closed or is closing. */
  get left(): readonly GateControl[] {
    return this.motor.filter(isLeftOpen)
  }

  /** Retries those gates: one more signed command each, as part of the same alarm. */
  closeAgain(): void {
    const closing = this.left.map((control) => closeGate(control, this.#parts(), {}))
    this.settled = Promise.allSettled([this.settled, ...closing])
  }

  /** Disconnects once every command has its answer. */
  async stop(): Promise<void> {
    await this.settled
    await (await this.#line?.catch(() => null))?.stop()
    this.#line = null
  }

  #parts(): GateControlDeps {
    const { account, card, clock } = this
    // The card names no gate at which they do not count.
    const rolesAt = () => ({ roles: card.roles, closing: card.roles })
    return {
      unit: card.unit.id,
      account,
      rolesAt,
      clock,
      gateConnection: () => this.#open(),
      // Nothing is offered here that the connection would not refuse by itself.
      isOffline: () => false,
      record: (draft) => this.#keep(draft)
    }
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

const split = (
  covered: readonly string[],
  leftOut: readonly string[],
  group: string | undefined
): StartedLocked => ({ gates: covered.filter((gate) => !leftOut.includes(gate)), leftOut, group })
