import {
  handoversIn,
  unconfirmedBy,
  type HandoverBody,
  type WorkHandover
} from '#lib/domain/handover/handovers.ts'
import { handoverLimits } from '#lib/domain/handover/facts.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { police } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { sits, type GroupRegister } from '../hui/group-register.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Outcome } from '../notebook/record.ts'

export { handoverLimits }
export type StoredHandover = WorkHandover<StoredFact>

/** All that is handed over, as the form collects it; `passed`: gates and groups that an earlier try has moved already. */
export interface HandoverOrder extends Omit<HandoverBody, 'reason'> {
  reason: string
  passed: readonly string[]
}

/** The register of hụi groups, in which seats move; `today`: ISO day. */
export interface Seating {
  register: Pick<GroupRegister, 'get' | 'seat'>
  today: string
}

/** The unit's handovers on screen. It outlives its screens, so it holds no `$derived`. */
export class HandoverStore {
  readonly #facts: Live<StoredFact[]>
  #read: { of: StoredFact[]; all: StoredHandover[] } | null = null

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.streams('handover'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** All of them, the latest first. */
  get all(): readonly StoredHandover[] {
    const facts = this.#facts.current
    if (this.#read?.of !== facts) this.#read = { of: facts, all: handoversIn(facts) }
    return this.#read.all
  }

  /** Finds one by the id of its record. */
  find(id: string): StoredHandover | undefined {
    return this.all.find(({ fact }) => fact.id === id)
  }

  /** Finds the latest one that lists a file or line and gave it to that account. */
  thatGave(id: string, account: string): StoredHandover | undefined {
    return this.all.find(
      ({ body, counts }) =>
        counts && body.to === account && (body.files.includes(id) || body.lines.includes(id))
    )
  }

  /** Returns those that this account has not confirmed yet, the latest first. */
  get waiting(): readonly StoredHandover[] {
    return unconfirmedBy(this.all, this.parts.account)
  }

  /**
   * Hands work over: the gates and the seats in hụi groups first, then the one record that moves files and lines and that
   * the paper shows. What is moved already is left alone, so a failed save is simply made again with the same order.
   */
  handOver(order: HandoverOrder, seating: Seating): Promise<Outcome> {
    return this.parts.whole(this.#handOver(order, seating))
  }

  async #handOver(
    { passed, reason, gates, groups, ...body }: HandoverOrder,
    { register, today }: Seating
  ): Promise<Outcome> {
    const { unit, clock, record, directory } = this.parts
    const kept = gates
      .flatMap((id) => directory().gates.get(id) ?? [])
      .filter(({ keepers }) => keepers?.includes(body.from))
    for (const gate of kept) {
      const outcome = await this.#passGate(gate, body)
      if (!outcome.ok) return outcome
    }
    const isIn = (id: string, account: string) => {
      const group = register.get(id, today)
      return group !== undefined && sits(group, account)
    }
    const seated = passed.filter((id) => isIn(id, body.to))
    const left = groups.filter((id) => isIn(id, body.from))
    for (const id of left) {
      const outcome = await this.#passSeat(id, body, { register, today })
      if (!outcome.ok) return outcome
    }
    const words = cleanText(reason)
    const moved = passed.filter((id) => directory().gates.get(id)?.keepers?.includes(body.to))
    return record({
      unit,
      book: 'incidents',
      stream: `handover/${uuidv7(clock.now(), clock.random(10))}`,
      type: 'incidents.work-handed-over',
      body: {
        ...body,
        gates: [...new Set([...moved, ...kept.map(({ gate }) => gate)])],
        groups: [...new Set([...seated, ...left])],
        ...(words && { reason: words })
      }
    })
  }

  #passGate(gate: Gate, { from, to }: Pick<HandoverBody, 'from' | 'to'>): Promise<Outcome> {
    const { unit, record } = this.parts
    const keepers = [...new Set(gate.keepers?.map((keeper) => (keeper === from ? to : keeper)))]
    const place = { unit, book: 'directory', stream: `gate/${gate.gate}` } as const
    return record({ ...place, type: 'directory.gate-registered', body: { ...gate, keepers } })
  }

  /** Seats the successor first: a group whose seat moves in two records is never without one. */
  async #passSeat(
    id: string,
    { from, to }: Pick<HandoverBody, 'from' | 'to'>,
    { register, today }: Seating
  ): Promise<Outcome> {
    const group = register.get(id, today)!
    const isPolice = this.parts
      .directory()
      .accounts.get(to)
      ?.roles.some((role) => police.includes(role))
    if (!sits(group, to)) {
      const role = isPolice ? 'police' : 'committee'
      const outcome = await register.seat(id, 'seated', { on: today, official: { account: to }, role })
      if (!outcome.ok) return outcome
    }
    const { role } = group.seats.find(({ official }) => 'account' in official && official.account === from)!
    return register.seat(id, 'left', { on: today, official: { account: from }, role })
  }

  /** Records that this account has received the work: "Đã nhận". */
  takeOver({ fact }: Pick<StoredHandover, 'fact'>): Promise<Outcome> {
    const { unit, record } = this.parts
    const place = { unit, book: 'incidents', stream: fact.stream } as const
    return record({ ...place, type: 'incidents.work-taken-over', body: { handover: fact.id } })
  }
}
