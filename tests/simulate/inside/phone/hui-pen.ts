import { uuidv7 } from '#lib/domain/uuid.ts'
import type { World } from '../world.ts'
import type { Written } from './pen.ts'

const face = 500_000
const said = { by: 'host', how: 'post' }

interface Line {
  stream: string
  host: string
  /** Who holds part 1, 2, 3 …, whole. */
  holders: string[]
}

/** What people write about hụi lines, in whole đồng; some of it cannot count. */
export class HuiPen {
  readonly #lines: Line[] = []
  /** Nobody ends a line that has ended. */
  readonly #stopped = new Set<string>()
  readonly #contributions: { stream: string; id: string }[] = []
  readonly #transfers: { stream: string; id: string }[] = []

  constructor(private readonly world: World) {}

  draft(): Written {
    const { chance } = this.world
    if (this.#lines.length === 0 || (this.#lines.length < 3 && chance.in(0.15))) return this.openLine()
    const line = chance.one(this.#lines)
    const kinds = {
      round: 4,
      money: 11,
      pot: 2,
      reversed: 2,
      amended: 1,
      transferred: 1,
      signed: 3,
      answered: 1
    }
    const kind = chance.weighed(kinds)
    if (kind === 'reversed' && this.#contributions.length > 0) {
      const { stream, id } = chance.one(this.#contributions)
      return about(stream, 'entry-reversed', { entry: id, reason: 'Ghi nhầm' })
    }
    if (kind === 'answered' && this.#contributions.length > 0) {
      const { stream, id } = chance.one(this.#contributions)
      const answer = { ...heard(1), entry: id }
      return chance.in(0.7)
        ? about(stream, 'entry-confirmed', answer)
        : about(stream, 'entry-denied', { ...answer, reason: 'Chưa đóng' })
    }
    if (kind === 'signed' && this.#transfers.length > 0) {
      const { stream, id } = chance.one(this.#transfers)
      const as = chance.one(['seller', 'buyer', 'host'])
      return about(stream, 'transfer-signed', { ...heard(1), transfer: id, as })
    }
    if (kind === 'round') return this.#round(line)
    if (kind === 'pot') return this.#pot(line)
    if (kind === 'amended') return this.#amendment(line)
    return kind === 'transferred' ? this.#transfer(line) : this.#money(line)
  }

  openLine(): Written {
    const { chance } = this.world
    const line = {
      stream: `line/${this.#id()}`,
      host: this.#id(),
      holders: Array.from({ length: chance.whole(3, 5) }, () => this.#id())
    }
    this.#lines.push(line)
    const commission = chance.one([
      { kind: 'none' },
      { kind: 'fixed', amount: 50_000 },
      { kind: 'half' },
      { kind: 'share', basisPoints: 333 }
    ])
    return about(line.stream, 'line-agreed', {
      ...heard(1),
      code: `LT-${this.#lines.length}`,
      host: line.host,
      model: chance.one(['discount', 'premium']),
      head: false,
      face,
      unitsPerPart: 1,
      parts: line.holders.map((person) => [{ person, units: 1 }]),
      period: 'month',
      startsOn: '2024-01-01',
      bids: {},
      tickets: { white: true, proxy: true, absent: true },
      commission,
      hostPays: true,
      advance: 'host',
      lateRate: null,
      collectDays: 0,
      handoverDays: 0
    })
  }

  /** Ends a line; null: none runs. */
  stop(): Written | null {
    const running = this.#lines.filter(({ stream }) => !this.#stopped.has(stream))
    if (running.length === 0) return null
    const { stream } = this.world.chance.one(running)
    this.#stopped.add(stream)
    return about(stream, 'line-stopped', { on: '2024-02-15', said, reason: 'Vỡ' })
  }

  #round({ stream, holders }: Line): Written {
    const { chance } = this.world
    const k = this.#roundOf(holders)
    const taker = chance.whole(1, holders.length)
    const bid = k === holders.length ? 0 : chance.whole(10, 30) * 2_500
    const tickets = bid > 0 ? [{ part: taker, bid, by: 'holder' }] : []
    const found = { chosen: bid > 0 ? 'bid' : 'lot', taker, bid, tickets }
    return about(stream, 'round-held', { ...heard(k), k, ...found, collected: chance.in(0.1) })
  }

  #money({ stream, host, holders }: Line): Written {
    const { chance } = this.world
    const [k, part] = [this.#roundOf(holders), chance.whole(1, holders.length)]
    const money = { ...heard(k), holder: holders[part - 1]!, amount: this.#sum() }
    const kind = chance.weighed({ received: 6, covered: 2, repaid: 2, prepaid: 1, 'set-off': 1 })
    if (kind === 'prepaid') return about(stream, 'prepaid', { ...money, method: 'cash' })
    const due = { ...money, k, part }
    if (kind === 'set-off') return about(stream, 'set-off-agreed', { ...due, pot: this.#roundOf(holders) })
    if (kind === 'covered')
      return about(stream, 'contribution-covered', { ...due, by: chance.one([host, ...holders]) })
    if (kind === 'repaid')
      return about(stream, 'advance-repaid', { ...due, to: chance.one([host, ...holders]) })
    return about(stream, 'contribution-received', { ...due, method: 'transfer' })
  }

  #pot({ stream, holders }: Line): Written {
    const { chance } = this.world
    const k = this.#roundOf(holders)
    const [holder, amount] = [chance.one(holders), this.#sum()]
    if (chance.in(0.3)) return about(stream, 'pot-left', { ...heard(k), k, holder, amount })
    const kept = { commissionKept: chance.one([0, 25_000]), method: 'cash' }
    return about(stream, 'pot-handed', { ...heard(k), k, to: holder, amount, ...kept })
  }

  #amendment({ stream }: Line): Written {
    const { chance } = this.world
    const changes = chance.one([
      { face: 600_000 },
      { commission: { kind: 'fixed', amount: 40_000 } },
      { bids: { min: 30_000 } }
    ])
    return about(stream, 'terms-amended', {
      ...heard(1),
      fromRound: chance.whole(1, 3),
      changes,
      reason: 'Ghi nhầm'
    })
  }

  #transfer({ stream, holders }: Line): Written {
    const part = this.world.chance.whole(1, holders.length)
    const sold = { part, from: holders[part - 1]!, to: this.#id(), units: 1, price: 100_000, pays: 'buyer' }
    return about(stream, 'part-transferred', { ...heard(1), ...sold, fromRound: this.#roundOf(holders) })
  }

  #roundOf(holders: string[]): number {
    return this.world.chance.whole(1, Math.min(3, holders.length))
  }

  #sum(): number {
    const { chance } = this.world
    return chance.whole(1, 40) * 12_500 + chance.whole(0, 1)
  }

  #id(): string {
    const { chance, timeline } = this.world
    return uuidv7(timeline.now, chance.bytes(new Uint8Array(10)))
  }

  /** What others may refer to from now on. */
  written({ stream, type, id }: { stream: string; type: string; id: string }): void {
    if (type.startsWith('hui.contribution')) this.#contributions.push({ stream, id })
    if (type === 'hui.part-transferred') this.#transfers.push({ stream, id })
  }
}

/** What is heard of round `k` on its day. */
const heard = (k: number) => ({ on: `2024-0${k}-10`, said })

const about = (stream: string, type: string, body: object): Written => ({
  book: 'hui',
  stream,
  type: `hui.${type}`,
  body
})
