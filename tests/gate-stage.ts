import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { KeyHolder } from '#lib/domain/gates/contract/keys.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Deed, Gate, Settings } from '../gate-agent/core/gate.ts'
import { onCommand, type Asked } from '../gate-agent/core/on-command.ts'
import { onPower } from '../gate-agent/core/on-power.ts'
import { onReport } from '../gate-agent/core/on-report.ts'
import { onStart } from '../gate-agent/core/on-start.ts'
import { onTick } from '../gate-agent/core/on-tick.ts'
import { clockIsRight } from '../gate-agent/core/clock.ts'
import { emptyKept, type Kept } from '../gate-agent/core/persisted-state.ts'
import { stateOf } from '../gate-agent/shell/state-of.ts'
import { later, newShutter, push, type Push, type Shutter } from '../gate-agent/simulator/shutter.ts'

/** 15:00 in Vietnam, 24/11/2026. */
export const afternoon = Date.UTC(2026, 10, 24, 8)

export const testSettings: Settings = {
  unit: 'thu',
  gate: 'cong-1b',
  key: 'a'.repeat(43),
  policy: defaultPolicy,
  schedule: { closeAt: '22:00' },
  travelMs: 10_000
}

/** What the agent says to whoever listens. */
export type Said = { state: GateState } | { reply: Reply }

/** A gate on a stage: the pure agent, a shutter before it, and everything that can go wrong between them. */
export class GateStage {
  gate: Gate
  shutter: Shutter
  now: number
  /** Everything that was to be done, in order. */
  readonly deeds: Deed[] = []
  /** Hears what is published, as it leaves. */
  hearer: ((said: Said) => void) | null = null
  #boot = { bootId: '', seq: 0 }
  /** What is on the disk. */
  #disk: Kept = emptyKept
  #ids = 0
  #counter = 0
  /** The agent's clock beside the true one, ms. */
  clockOffset = 0

  constructor(settings: Partial<Settings> = {}, at = afternoon, position = 100) {
    this.now = at
    this.shutter = newShutter(10_000, position)
    this.settings = { ...testSettings, ...settings }
    this.#boot.bootId = this.freshId()
    this.gate = onStart(this.settings, this.#disk, at).gate
    this.report()
  }
  readonly settings: Settings

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
    { signed = true, roles = ['commander'], crash = false, challenges = null as Asked['challenges'] } = {}
  ): Deed[] {
    const holder = {
      account: command.actor,
      key: {},
      roles,
      standing: 'approved',
      use: 'phone'
    } as unknown as KeyHolder
    const asked = { command, holder, signed, replyTo: 'antt/v1/thu/rsp/x/t', challenges }
    return this.#take(onCommand(this.gate, asked, this.clock), crash)
  }

  /** The controller's word of now reaches the agent, or another one does. */
  report(report = this.controllerSays()): Deed[] {
    return this.#take(onReport(this.gate, report, this.clock))
  }

  /** A message of the gate's power source. */
  power(topic: string, payload: string): Deed[] {
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
  pass(ms: number, deaf = false): Deed[] {
    const from = this.deeds.length
    for (const end = this.now + ms; this.now < end;) {
      const stepMs = Math.min(500, end - this.now)
      this.now += stepMs
      const before = this.shutter
      this.shutter = later(before, stepMs)
      if (!deaf && this.shutter !== before) this.report()
      this.#take(onTick(this.gate, this.clock, this.freshId))
    }
    return this.deeds.slice(from)
  }

  push(how: Push): void {
    this.shutter = push(this.shutter, how)
  }

  /** The agent starts again with what is on its disk. */
  restart(): Deed[] {
    this.#boot = { bootId: this.freshId(), seq: 0 }
    return this.#take(onStart(this.settings, this.#disk, this.clock))
  }

  /** What was asked of the motor, in order. */
  get moves(): string[] {
    return this.deeds.flatMap((deed) => (deed.do === 'move' ? [deed.act] : []))
  }
  replies(id: string): string[] {
    return this.deeds.flatMap((deed) =>
      deed.do === 'reply' && deed.reply.id === id ? [deed.reply.status] : []
    )
  }
  get logged(): string[] {
    return this.deeds.flatMap((deed) => (deed.do === 'log' ? [deed.body.kind] : []))
  }
  /** Which entries of the log have a picture of the gate, and of what. */
  get seen(): string[] {
    return this.deeds.flatMap((deed) =>
      deed.do === 'log' && deed.picture ? [`${deed.body.kind} ${deed.picture}`] : []
    )
  }
  get alerts(): string[] {
    return this.deeds.flatMap((deed) => (deed.do === 'alert' ? [deed.alert] : []))
  }

  #state(): GateState {
    this.#boot.seq++
    const nonce = clockIsRight(this.gate, this.clock) ? null : 'n'.repeat(22)
    return stateOf(this.gate, { ...this.#boot, now: this.clock, nonce })
  }

  #take({ gate, deeds }: { gate: Gate; deeds: readonly Deed[] }, crash = false): Deed[] {
    this.#disk = structuredClone(gate.kept)
    if (crash) {
      this.restart()
      return []
    }
    this.gate = gate
    for (const deed of deeds) {
      this.deeds.push(deed)
      if (deed.do === 'reply') this.hearer?.({ reply: deed.reply })
      if (deed.do === 'state') this.hearer?.({ state: this.#state() })
      if (deed.do === 'move')
        this.push(deed.act === 'OPEN' ? 'open' : deed.act === 'CLOSE' ? 'close' : 'stop')
    }
    return [...deeds]
  }
}
