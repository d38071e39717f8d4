import { closingTimes, type ClosingTime } from '#lib/domain/alarms/closing-times.ts'
import { wordJudge } from '#lib/domain/alarms/counts-on-gate.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { StoredAlarm } from './alarm-store.svelte.ts'

/** How many of the latest drills the picture shows. */
const shownDrills = 8
/** How long after its end a gate that was ordered in time may still report, ms. */
const afterMs = 3_600_000
/** Allowance for a phone whose clock is behind, ms. */
const skewMs = 60_000

/** One gate in the latest drills: a time for each drill, the oldest first; undefined: it was not in that one. */
export interface GateDrills {
  gate: string
  times: readonly (ClosingTime | undefined)[]
}

/** How quickly gates closed in the latest drills. Reads of each gate's log only the hours of the drills. */
export class DrillTimes {
  readonly #logs = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly parts: BookDeps) {}

  /** Returns the latest drills that have ended, the oldest first. @param all newest first */
  drills(all: readonly StoredAlarm[]): StoredAlarm[] {
    return all
      .filter(({ drill, endedAt }) => drill && endedAt !== null)
      .slice(0, shownDrills)
      .reverse()
  }

  /** Returns the gates of these drills, each with its times. */
  gates(drills: readonly StoredAlarm[]): GateDrills[] {
    const judge = wordJudge<StoredFact>(this.parts.directory(), this.parts.isDoubtful)
    const times = drills.map((drill) => closingTimes(drill, this.#gateFacts(drill), judge))
    const gates = [...new Set(drills.flatMap((drill) => drill.gates))]
    return gates.map((gate) => ({
      gate,
      times: times.map((one) => one.find((time) => time.gate === gate))
    }))
  }

  #gateFacts(drill: StoredAlarm): StoredFact[] {
    return drill.gates.flatMap((gate) => this.#log(gate, drill).current)
  }

  /** Reads from the drill's beginning to its end, which an earlier start or a later end moves when it comes. */
  #log(gate: string, { beganAt, endedAt }: StoredAlarm): Live<StoredFact[]> {
    const key = `${gate} ${beganAt} ${endedAt}`
    const known = this.#logs.get(key)
    if (known) return known
    const [start, end] = [Date.parse(beganAt), Date.parse(endedAt!)]
    const log = new Live(this.parts.stream(`gate/${gate}`, start - skewMs, end + afterMs), [])
    this.#logs.set(key, log)
    return log
  }
}
