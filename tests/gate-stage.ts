import * as v from 'valibot'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { reportPeriodMs } from '#lib/domain/gates/contract/timers.ts'
import { EventReported } from '#lib/domain/gates/facts.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Effect, AgentGate, GateSettings, GateTransition } from '../gate-agent/core/agent-gate.ts'
import { onDecision } from '../gate-agent/core/on-decision.ts'
import { onNotTold } from '../gate-agent/core/on-not-told.ts'
import { onCommand, type CommandInput } from '../gate-agent/core/on-command.ts'
import { onPower } from '../gate-agent/core/power/on-power.ts'
import { onReport } from '../gate-agent/core/on-report.ts'
import { onStart } from '../gate-agent/core/on-start.ts'
import { onTick } from '../gate-agent/core/on-tick.ts'
import { clockIsRight } from '../gate-agent/core/clock.ts'
import { emptyState, type PersistedState } from '../gate-agent/core/persisted-state.ts'
import { stateOf } from '../gate-agent/shell/state-of.ts'
import {
  later,
  newShutter,
  afterAction,
  type ShutterAction,
  type Shutter
} from '../gate-agent/simulator/shutter.ts'

/** 15:00 in Vietnam, 24/11/2026. */
export const afternoon = Date.UTC(2026, 10, 24, 8)

export const testSettings: GateSettings = {
  unit: 'thu',
  gate: 'cong-1b',
  key: 'a'.repeat(43),
  policy: defaultPolicy,
  schedule: { closeAt: '22:00' },
  travelMs: 10_000
}

/** Holds what the agent says to whoever listens. */
export type Said = { state: GateState } | { reply: Reply }

/** A gate on a stage: the pure agent, a shutter before it, and everything that can go wrong between them. */
export class GateStage {
  #gate: AgentGate
  shutter: Shutter
  now: number
  /** Everything that was to be done, in order. */
  readonly effects: Effect[] = []
  /** Hears what is published, as it leaves. */
  hearer: ((said: Said) => void) | null = null
  #boot = { bootId: '', seq: 0 }
  /** Holds what is on the disk. */
  #disk: PersistedState = emptyState
  /** Of which the disk holds a copy: most ticks change nothing, and to copy it takes longer than they do. */
  #written: PersistedState | null = null
  #ids = 0
  #counter = 0
  /** Whether the directory holds a decision on the gate. */
  #decided = true
  /** Time of the controller's last report, Unix ms. */
  #reported = 0
  /** The agent's clock beside the true one, ms. */
  clockOffset = 0

  /** @param motor what obeys in place of the shutter here, and reports by itself */
  constructor(
    settings: Partial<GateSettings> = {},
    at = afternoon,
    position = 100,
    private readonly motor: ((act: 'OPEN' | 'CLOSE' | 'STOP') => void) | null = null
  ) {
    this.now = at
    this.shutter = newShutter(10_000, position)
    this.settings = { ...testSettings, ...settings }
    this.#boot.bootId = this.freshId()
    this.#gate = onDecision(onStart(this.settings, this.#disk, at).gate, this.#decided).gate
    if (!motor) this.report()
  }
  readonly settings: GateSettings

  /** The agent; its monotonic clock is the true one. */
  get gate(): AgentGate {
    return { ...this.#gate, steady: this.now }
  }

  set gate(gate: AgentGate) {
    this.#gate = gate
  }

  get clock(): number {
    return this.now + this.clockOffset
  }

  freshId = () => uuidv7(this.now, new Uint8Array(10).fill(++this.#ids % 256).with(0, (this.#ids >> 8) % 256))

  /** A command as an officer's phone would sign it now. */
  command(action: Command['action'], changes: object = {}): Command {
    const seen = { stateSeq: 1, frameSha256: 'f'.repeat(64), frameAgeMs: 300 }
    const times = { iat: this.clock, exp: this.clock + 5_000, ctr: ++this.#counter }
    const who = { actor: 'thu-truong', key: 'b'.repeat(43) }
    const more =
      action === 'LOCK'
        ? { lock: 'alarm' }
        : action === 'POSTPONE'
          ? { until: this.clock + 9 * 3_600_000 }
          : {}
    return {
      v: 1,
      id: this.freshId(),
      unit: 'thu',
      gate: 'cong-1b',
      action,
      seen,
      ...times,
      ...who,
      ...more,
      ...changes
    } as unknown as Command
  }

  /** The agent hears it. `crash`: its power goes after the disk was written, before anything is done. */
  ask(
    command: Command,
    {
      signed = true,
      roles = ['commander'],
      crash = false,
      challenges = null as CommandInput['challenges'],
      use = 'phone' as GateHolder['use']
    } = {}
  ): Effect[] {
    const holder = {
      account: command.actor,
      key: {},
      roles,
      closing: roles,
      standing: 'approved',
      use
    } as unknown as GateHolder
    const asked = { command, holder, signed, replyTo: 'antt/v1/thu/rsp/x/t', challenges }
    return this.#take(onCommand(this.gate, asked, this.clock), crash)
  }

  /** The directory that the agent reads holds a decision on the gate from now on, or holds none. */
  decide(stands: boolean): Effect[] {
    this.#decided = stands
    return this.#take(onDecision(this.gate, stands))
  }

  /** The controller's word of now reaches the agent, or another one does. */
  report(report = this.controllerSays()): Effect[] {
    this.#reported = this.now
    return this.#take(onReport(this.gate, report, this.clock))
  }

  /** A message of the gate's power source. */
  power(topic: string, payload: string): Effect[] {
    return this.#take(onPower(this.gate, topic, payload, this.clock))
  }

  /** As it would be published now. */
  get state() {
    return stateOf(this.gate, { seq: 1, bootId: '', now: this.clock, nonce: null })
  }

  controllerSays(): GateReport {
    const { position, direction, blocked, powered } = this.shutter
    const motion =
      direction > 0
        ? 'opening'
        : direction < 0
          ? 'closing'
          : position === 0
            ? 'closed'
            : position === 100
              ? 'open'
              : 'stopped'
    return {
      motion: powered ? motion : 'unknown',
      position: powered ? Math.round(position) : null,
      obstructed: blocked,
      assumed: false,
      deviceOnline: powered,
      reportedAt: this.clock
    }
  }

  /** Time goes by in steps of half a second; `deaf`: nothing of the controller arrives. */
  pass(ms: number, deaf = false): Effect[] {
    const from = this.effects.length
    for (const end = this.now + ms; this.now < end;) {
      const stepMs = Math.min(500, end - this.now)
      this.now += stepMs
      const before = this.shutter
      this.shutter = later(before, stepMs)
      // A controller answers the agent's queries, also while nothing moves.
      const isAsked = this.shutter.powered && this.now - this.#reported >= reportPeriodMs
      if (!deaf && (this.shutter !== before || isAsked)) this.report()
      this.tick()
    }
    return this.effects.slice(from)
  }

  /** The agent's own clock strikes. */
  tick(): Effect[] {
    return this.#take(onTick(this.gate, this.clock, this.freshId))
  }

  /** An action that could not be sent to the controller. */
  notTold(act: 'OPEN' | 'CLOSE' | 'STOP'): Effect[] {
    return this.#take(onNotTold(this.gate, act, this.clock))
  }

  push(how: ShutterAction): void {
    this.shutter = afterAction(this.shutter, how)
  }

  /** The agent starts again with what is on its disk. */
  restart(): Effect[] {
    this.#boot = { bootId: this.freshId(), seq: 0 }
    const begun = this.#take(onStart(this.settings, this.#disk, this.clock))
    return [...begun, ...this.decide(this.#decided)]
  }

  /** Returns what was asked of the motor, in order. */
  get moves(): string[] {
    return this.effects.flatMap((effect) => (effect.do === 'move' ? [effect.act] : []))
  }
  replies(id: string): string[] {
    return this.effects.flatMap((effect) =>
      effect.do === 'reply' && effect.reply.id === id ? [effect.reply.status] : []
    )
  }
  get logged(): string[] {
    return this.effects.flatMap((effect) => (effect.do === 'log' ? [effect.body.kind] : []))
  }
  /** Which entries of the log have a picture of the gate, and of what. */
  get seen(): string[] {
    return this.effects.flatMap((effect) =>
      effect.do === 'log' && effect.picture ? [`${effect.body.kind} ${effect.picture}`] : []
    )
  }
  get alerts(): string[] {
    return this.effects.flatMap((effect) => (effect.do === 'alert' ? [effect.alert] : []))
  }

  #state(): GateState {
    this.#boot.seq++
    const nonce = clockIsRight(this.gate, this.clock) ? null : 'n'.repeat(22)
    return stateOf(this.gate, { ...this.#boot, now: this.clock, nonce })
  }

  #take({ gate, effects, mayWait }: GateTransition, crash = false): Effect[] {
    if (!mayWait && gate.kept !== this.#written) {
      this.#disk = structuredClone(gate.kept)
      this.#written = gate.kept
    }
    if (crash) {
      this.restart()
      return []
    }
    this.gate = gate
    for (const effect of effects) {
      if (effect.do === 'log') v.assert(EventReported.entries.body, effect.body)
      this.effects.push(effect)
      if (effect.do === 'reply') this.hearer?.({ reply: effect.reply })
      if (effect.do === 'state') this.hearer?.({ state: this.#state() })
      if (effect.do !== 'move') continue
      if (this.motor) this.motor(effect.act)
      else this.push(effect.act === 'OPEN' ? 'open' : effect.act === 'CLOSE' ? 'close' : 'stop')
    }
    return [...effects]
  }
}
