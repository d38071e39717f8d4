import type { FactOf } from '../../facts.ts'
import { duesOf } from '../money/dues.ts'
import type { IsPrintedFrom } from '../money/printed-rounds.ts'
import type { Doubt, HeldPart, Round, Terms, Transfer } from '../state.ts'
import type { ChangeOfHolder, Departure, Joining, Move } from './members.ts'
import type { LineStream } from '../stream.ts'
import type { AfterStop } from './after-stop.ts'
import { ComingMoves, type ComingMove } from './coming-moves.ts'
import { PrintedHoldings } from './printed-holdings.ts'
import { PrintedJoinings } from './printed-joinings.ts'
import { completedBy, signedChanges } from './signatures.ts'
import { Vacancies } from './vacancies.ts'

type Holders = HeldPart['holders']

/** Tells how far a line is when a round begins. */
interface Begun {
  terms: Terms
  parts: readonly HeldPart[]
  rounds: readonly Round[]
}

/**
 * Follows who holds which part, round by round: transfers, and members who leave and join. Each counts from its round on, once
 * all have signed; of one round, leavers go first and joiners come last. The buyer of a whole holding takes the seller's place,
 * that of a portion comes last, so that the odd đồng has an owner.
 */
export class Holdings {
  readonly #holders: Holders[]
  readonly #vacancies: Vacancies
  readonly #printed: PrintedHoldings
  readonly #joinings: PrintedJoinings
  readonly #lastOf: ReturnType<typeof completedBy>
  readonly #coming: ComingMoves
  /** The place of each change in the order in which they are carried out. */
  readonly #turns: ReadonlyMap<string, number>
  /** The place of the last departure of each member, by `part person`. */
  readonly #departures = new Map<string, number>()
  readonly #byRound = new Map<number, ChangeOfHolder[]>()
  readonly transfers: Transfer[] = []
  readonly left: Omit<Departure, 'contributed' | 'claim' | 'paid'>[] = []
  readonly joined: Joining[] = []
  readonly moves: Move[] = []

  constructor(
    private readonly first: Terms,
    private readonly read: Pick<LineStream, 'standing' | 'doubts' | 'receipts'>,
    private readonly bounds: { late: AfterStop; isPrintedFrom: IsPrintedFrom }
  ) {
    this.#holders = [...first.parts]
    const heldRounds = new Set(read.standing['hui.round-held'].map(({ body }) => body.k))
    this.#printed = new PrintedHoldings(read.receipts, (k) => heldRounds.has(k))
    const changes: ChangeOfHolder[] = []
    for (const change of [
      ...signedChanges('hui.member-left', read),
      ...signedTransfers(read),
      ...signedChanges('hui.member-joined', read)
    ]) {
      if (bounds.late.isChanged(change.body.fromRound)) read.doubts.set(change.id, 'after-stop')
      else changes.push(change)
    }
    // A sort that keeps the order of those from one round.
    changes.sort((a, b) => a.body.fromRound - b.body.fromRound)
    this.#joinings = new PrintedJoinings(read.receipts, changes)
    this.#lastOf = completedBy(read)
    this.#turns = new Map(changes.map(({ id }, turn) => [id, turn]))
    for (const [turn, { type, body }] of changes.entries())
      if (type === 'hui.member-left') this.#departures.set(`${body.part} ${body.holder}`, turn)
    const left = changes.filter(({ type }) => type === 'hui.member-left').map(({ body }) => body.part)
    this.#vacancies = new Vacancies(first, left)
    this.#coming = new ComingMoves(changes.map((change) => comingMove(change, first.host)))
    for (const change of changes) {
      const { fromRound } = change.body
      if (this.#byRound.has(fromRound)) this.#byRound.get(fromRound)!.push(change)
      else this.#byRound.set(fromRound, [change])
    }
  }

  /** Returns the units that the host holds since somebody left, and nobody took over, by part. */
  get vacant(): { part: number; units: number }[] {
    return this.#vacancies.all
  }

  /** Carries out the changes from round `k` on, and returns the parts as it begins. */
  begin(k: number, begun: Begun): HeldPart[] {
    const before = begun.rounds[k - 2]
    if (before) this.#vacancies.owe(before)
    for (const change of this.#byRound.get(k) ?? []) {
      const why = this.#holders[change.body.part - 1] ? this.#carryOut(change, begun) : 'unknown-part'
      if (why) this.read.doubts.set(change.id, why)
    }
    this.#byRound.delete(k)
    return begun.parts.map((part, i) => ({ ...part, holders: this.#holders[i]! }))
  }

  /** Puts in doubt the changes from rounds that did not begin. */
  end(): void {
    for (const changes of this.#byRound.values())
      for (const { id } of changes) this.read.doubts.set(id, 'unknown-round')
  }

  #carryOut(change: ChangeOfHolder, begun: Begun): Doubt | null {
    if (change.type === 'hui.member-left') return this.#leave(change, begun)
    return change.type === 'hui.member-joined' ? this.#join(change, begun) : this.#transfer(change, begun)
  }

  #transfer(change: FactOf<'hui.part-transferred'>, { parts }: Begun): Doubt | null {
    const { id, type, body } = change
    const { on: _on, said: _said, ...transfer } = body
    const { part, from } = transfer
    if (this.#unitsOf(part, from) < transfer.units) return 'not-the-holder'
    if (this.#sellsPromised(change) || this.#isPrintedOtherwise(change, transfer) || this.#sellsHead(change))
      return 'receipt-before'
    this.#move({ id, type, k: transfer.fromRound, ...transfer })
    this.transfers.push({ ...transfer, id, dead: parts[part - 1]!.takenAt !== null })
    return null
  }

  #leave(change: FactOf<'hui.member-left'>, { terms, parts }: Begun): Doubt | null {
    const { id, type, body } = change
    const { part, holder, fromRound: k, settled, damage } = body
    const { host } = this.first
    if (holder === host) return 'host-herself'
    const units = this.#unitsOf(part, holder)
    if (units === 0) return 'not-the-holder'
    if (this.#isPrintedOtherwise(change, { from: holder, to: host, units })) return 'receipt-before'
    const before = { ...parts[part - 1]!, holders: this.#holders[part - 1]! }
    const dead = before.takenAt !== null
    if (dead && settled < remainingOf(terms, before, holder, k)) return 'dues-not-settled'
    this.#move({ id, type, k, part, from: holder, to: host, units })
    this.left.push({ id, part, holder, units, fromRound: k, dead, settled, damage })
    return null
  }

  #join(change: FactOf<'hui.member-joined'>, { parts }: Begun): Doubt | null {
    const { id, type, body } = change
    const { part, person, units, fromRound: k, paid } = body
    const { host } = this.first
    if (person === host) return 'host-herself'
    if (parts[part - 1]!.takenAt !== null) return 'taken-twice'
    if (this.#vacancies.unitsIn(part) < units) return 'not-vacant'
    const isPromised = this.#takesPromised(change, units)
    if (isPromised || this.#isPrintedOtherwise(change, { from: host, to: person, units }))
      return 'receipt-before'
    const due = this.#move({ id, type, k, part, from: host, to: person, units })
    this.joined.push({ id, part, person, units, fromRound: k, due, paid })
    return null
  }

  /**
   * Tells whether a sale takes units that a receipt promised to somebody who joins later: vacant ones that the host sells, or
   * those that become vacant when their seller leaves.
   */
  #sellsPromised(change: FactOf<'hui.part-transferred'>): boolean {
    const { part, from, to, units } = change.body
    const turn = this.#turns.get(change.id)!
    if (from === this.first.host) {
      const own = this.#unitsOf(part, from) - this.#vacancies.unitsIn(part)
      return this.#takesPromised(change, Math.max(0, units - own))
    }
    const leaves = (person: string) => (this.#departures.get(`${part} ${person}`) ?? -1) > turn
    if (!leaves(from) || leaves(to)) return false
    const leaving = this.#holders[part - 1]!.filter(({ person }) => leaves(person))
    return this.#takesPromised(
      change,
      units,
      leaving.reduce((sum, one) => sum + one.units, 0)
    )
  }

  /** Tells whether vacant units that a change takes were promised by a receipt to somebody who joins later. @param coming units that become vacant before that */
  #takesPromised(change: ChangeOfHolder, taken: number, coming = 0): boolean {
    const { part } = change.body
    const now = this.#vacancies.unitsIn(part) + coming
    const about = { part, turn: this.#turns.get(change.id)!, last: this.#lastOf(change) }
    return this.#joinings.areTakenBy(about, { now, after: now - taken })
  }

  /**
   * Tells whether receipts that came before the last record of a change say otherwise than it. Of those that it makes true and those that it makes untrue, by the units
   * that the two held then, the earliest decides.
   */
  #isPrintedOtherwise(
    change: ChangeOfHolder,
    { from, to, units }: Pick<Move, 'from' | 'to' | 'units'>
  ): boolean {
    const { part, fromRound } = change.body
    const turn = this.#turns.get(change.id)!
    const last = this.#lastOf(change)
    let [agrees, differs] = [Infinity, Infinity]
    for (const [person, moved] of [
      [from, -units],
      [to, units]
    ] as const)
      for (const k of this.#printed.roundsOf(part, person, fromRound)) {
        const now = this.#unitsOf(part, person)
        const rankOf = (held: number) =>
          this.#printed.rankOf(part, person, {
            k,
            units: this.#coming.unitsAt(part, person, { units: held, turn, k }),
            last
          })
        const [moving, staying] = [rankOf(now + moved), rankOf(now)]
        if (moving === staying) continue
        agrees = Math.min(agrees, moving)
        differs = Math.min(differs, staying)
      }
    return differs < agrees
  }

  /**
   * Tells whether the host would sell, from the first round on, the part with which she took it, after there was a receipt of any
   * round: the head round is hers, so without it none would stand.
   */
  #sellsHead(change: FactOf<'hui.part-transferred'>): boolean {
    const { head, host } = this.first
    const { body } = change
    if (!head || body.from !== host || body.fromRound > 1) return false
    const isHeads = this.read.standing['hui.round-held'].some(
      ({ body: { k, taker } }) => k === 1 && taker === body.part
    )
    return isHeads && this.bounds.isPrintedFrom(1, [this.#lastOf(change)])
  }

  #unitsOf(part: number, person: string): number {
    return this.#holders[part - 1]!.find((holder) => holder.person === person)?.units ?? 0
  }

  /** Moves units, and returns what they owed in the rounds before, đồng. */
  #move({ id, type, k, part, from, to, units }: Omit<Move, 'of'>): number {
    this.moves.push({ id, type, k, part, from, to, units, of: this.#unitsOf(part, from) })
    this.#holders[part - 1] = moved(this.#holders[part - 1]!, { from, to, units })
    return this.#vacancies.move({ type, part, from, to, units })
  }
}

/** Returns what a holder of a part that has taken owes of rounds `k` to the last, đồng. */
export function remainingOf(terms: Terms, part: HeldPart, holder: string, k: number): number {
  const due = duesOf(terms, part, k, 0).find((one) => one.holder === holder)?.due ?? 0
  return due * (terms.n - k + 1)
}

/** Tells how a change moves units; a leaver gives the host all that there is. */
function comingMove({ type, body }: ChangeOfHolder, host: string): ComingMove {
  const { part, fromRound: k } = body
  if (type === 'hui.member-left') return { k, part, from: body.holder, to: host, units: null }
  if (type === 'hui.member-joined') return { k, part, from: host, to: body.person, units: body.units }
  return { k, part, from: body.from, to: body.to, units: body.units }
}

/** Returns the transfers that seller, buyer and host have signed; the others are in doubt. */
export function signedTransfers({ standing, doubts }: Pick<LineStream, 'standing' | 'doubts'>) {
  const signed = new Map<string, Set<string>>()
  for (const { body } of standing['hui.transfer-signed'])
    signed.set(body.transfer, (signed.get(body.transfer) ?? new Set()).add(body.as))
  return standing['hui.part-transferred'].filter(({ id }) => {
    const isSigned = signed.get(id)?.size === 3
    if (!isSigned) doubts.set(id, 'unsigned')
    return isSigned
  })
}

/** Moves units of a holder who has so many. */
function moved(holders: Holders, { from, to, units }: Pick<Move, 'from' | 'to' | 'units'>): Holders {
  const seller = holders.find(({ person }) => person === from)!
  const held = holders.find(({ person }) => person === to)
  const bought = { person: to, units: units + (held?.units ?? 0) }
  const isWhole = seller.units === units
  const others = holders.flatMap((one) => {
    if (one === seller) return isWhole ? (held ? [] : [bought]) : [{ ...seller, units: seller.units - units }]
    return one === held ? [bought] : [one]
  })
  return isWhole || held ? others : [...others, bought]
}
