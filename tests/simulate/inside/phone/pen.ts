import { rootAccount, serverAccount, type Role } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { World } from '../world.ts'

export interface Written {
  book: string
  stream: string
  type: string
  body: object
}

/** A type that only a later version of the app and of the rule knows. */
export const laterType = 'gates.camera-turned'
/** Who writes it: a machine that is not played, as the server is not, so it brings nothing back after a loss. */
export const laterMachine = 'may-moi'
export const isMachine = (account: string): boolean =>
  account === laterMachine || account === serverAccount || account === rootAccount

const face = 500_000

/** What people write: about two gates, about incidents, about hụi lines in whole đồng. */
export class Pen {
  readonly #lines: { stream: string; parts: number }[] = []
  /** Nobody ends a line that has ended. */
  readonly #stopped = new Set<string>()
  readonly #incidents: { stream: string; steps: string[] }[] = []
  readonly #contributions: { stream: string; id: string }[] = []

  constructor(private readonly world: World) {}

  /** Some text of some length: batches are bounded in bytes, too. */
  #words(): string {
    const { chance } = this.world
    return 'Đóng cổng lúc nửa đêm. '.repeat(chance.in(0.1) ? chance.whole(10, 60) : chance.whole(1, 3)).trim()
  }

  draft({ role }: { role: Role }): Written {
    const { chance } = this.world
    const kinds = role === 'keeper' ? { note: 1 } : { note: 3, incident: 3, hui: 5 }
    const kind = chance.weighed(kinds as { note: number; incident: number; hui: number })
    if (kind === 'note') return this.note()
    return kind === 'incident' ? this.#incident(role) : this.#hui()
  }

  note(type = 'gates.note-written'): Written {
    const { chance } = this.world
    const body = { what: chance.one(['closed', 'opened', 'seen']), reason: this.#words(), who: 'Tư Khởi' }
    return { book: 'gates', stream: chance.one(['gate/cong-1', 'gate/cong-2']), type, body }
  }

  /** A note as no rule lets it pass. */
  bad(): Written {
    return { ...this.note(), body: { what: 'closed', reason: this.#words() } }
  }

  /** Opens a stream, or ends a line. */
  opening(): Written {
    const { chance } = this.world
    const kind = chance.weighed({ report: 2, tip: 2, line: 2, stop: 2 })
    const running = this.#lines.filter(({ stream }) => !this.#stopped.has(stream))
    if (kind === 'stop' && running.length > 0) {
      const { stream } = chance.one(running)
      this.#stopped.add(stream)
      return { book: 'hui', stream, type: 'hui.line-stopped', body: { on: '2024-02-15', reason: 'Vỡ' } }
    }
    return kind === 'report' || kind === 'tip' ? this.#openIncident(kind) : this.#openLine()
  }

  #incident(role: string): Written {
    const { chance } = this.world
    const known = this.#incidents.length > 0 && chance.in(0.75) ? chance.one(this.#incidents) : null
    if (!known) return this.#openIncident('report')
    const where = { book: 'incidents', stream: known.stream }
    if (known.steps.length === 0 || chance.in(0.4))
      return { ...where, type: 'incidents.note-added', body: { text: this.#words() } }
    const step = {
      after: chance.in(0.7) ? known.steps.at(-1)! : chance.one(known.steps),
      reason: this.#words()
    }
    if (role === 'commander' && chance.in(0.4))
      return { ...where, type: 'incidents.incident-closed', body: { ...step, to: 'closed' } }
    const to = chance.one(['verifying', 'handling', 'forwarded'])
    return { ...where, type: 'incidents.stage-changed', body: { ...step, to } }
  }

  #openIncident(kind: 'report' | 'tip'): Written {
    const stream = `incident/${this.#id()}`
    this.#incidents.push({ stream, steps: [] })
    const body = { category: 'theft', text: this.#words() }
    return kind === 'report'
      ? { book: 'incidents', stream, type: 'incidents.incident-reported', body }
      : {
          book: 'incidents',
          stream,
          type: 'incidents.tip-received',
          body: { ...body, source: 'phone', triage: 'crime' }
        }
  }

  #hui(): Written {
    const { chance } = this.world
    if (this.#lines.length === 0 || (this.#lines.length < 3 && chance.in(0.15))) return this.#openLine()
    const { stream, parts } = chance.one(this.#lines)
    const where = { book: 'hui', stream }
    const k = chance.whole(1, Math.min(3, parts))
    const part = chance.whole(1, parts)
    const amount = chance.whole(1, 40) * 12_500 + chance.whole(0, 1)
    const kind = chance.weighed({ round: 2, paid: 6, advanced: 2, handed: 1, reversed: 1 })
    if (kind === 'round') return { ...where, type: 'hui.round-recorded', body: this.#round(k, part, parts) }
    if (kind === 'handed') return { ...where, type: 'hui.payout-handed', body: { k, amount } }
    if (kind === 'reversed' && this.#contributions.length > 0) {
      const { stream, id } = chance.one(this.#contributions)
      return { book: 'hui', stream, type: 'hui.entry-reversed', body: { entry: id, reason: 'Ghi nhầm' } }
    }
    const type = kind === 'advanced' ? 'hui.contribution-advanced' : 'hui.contribution-paid'
    return { ...where, type, body: { k, part, amount } }
  }

  #openLine(): Written {
    const { chance } = this.world
    const stream = `line/${this.#id()}`
    const parts = chance.whole(3, 5)
    this.#lines.push({ stream, parts })
    const commission = chance.one([
      { kind: 'fixed', amount: 50_000 },
      { kind: 'half' },
      { kind: 'share', basisPoints: 333 }
    ])
    const body = {
      code: `LT-${this.#lines.length}`,
      host: this.#id(),
      face,
      period: 'month',
      commission,
      startsOn: '2024-01-01',
      parts: Array.from({ length: parts }, () => this.#id())
    }
    return { book: 'hui', stream, type: 'hui.line-opened', body }
  }

  #round(k: number, taker: number, parts: number): object {
    const bid = k === parts ? 0 : this.world.chance.whole(10, 30) * 2_500
    const bids = bid > 0 ? [{ part: taker, amount: bid }] : []
    return { k, on: `2024-0${k}-10`, bids, taker, bid, byLot: bid === 0 }
  }

  #id(): string {
    const { chance, timeline } = this.world
    return uuidv7(timeline.now, chance.bytes(new Uint8Array(10)))
  }

  /** What others may refer to from now on. */
  written({ stream, type, id }: { stream: string; type: string; id: string }): void {
    if (type.startsWith('incidents.') && type !== 'incidents.note-added')
      this.#incidents.find((known) => known.stream === stream)?.steps.push(id)
    if (type.startsWith('hui.contribution')) this.#contributions.push({ stream, id })
  }
}
