import type { FactOf } from '../../facts.ts'
import type { Round } from '../state.ts'
import type { Departure, Joining, Move } from './members.ts'
import type { LineStream } from '../stream.ts'
import type { Holdings } from './holdings.ts'

/** Tells what was contributed to a line, đồng: what lies with the holders of each part, and what leavers took out. */
export interface Stakes {
  /** By `part person`. */
  held: Map<string, number>
  /** By the id of the record of leaving. */
  out: Map<string, number>
}

/**
 * Follows what was contributed to parts, đồng: it goes with the units, a fraction is dropped. Money for a due counts in its
 * round, whenever it came; what others put in counts once it was given back. A joiner's payment for rounds past counts as
 * contributed by them.
 */
export function stakesOf(
  rounds: readonly Round[],
  moves: readonly Move[],
  joined: readonly Joining[]
): Stakes {
  const { held, out }: Stakes = { held: new Map(), out: new Map() }
  const add = (part: number, person: string, amount: number) =>
    held.set(`${part} ${person}`, (held.get(`${part} ${person}`) ?? 0) + amount)
  const paid = new Map(joined.map(({ id, paid }) => [id, paid]))
  for (let k = 1; k <= rounds.length + 1; k++) {
    for (const { id, type, part, from, to, units, of } of moves.filter((move) => move.k === k)) {
      if (type === 'hui.member-joined') {
        add(part, to, paid.get(id)!)
        continue
      }
      const whole = held.get(`${part} ${from}`) ?? 0
      const moved = Math.floor((whole * units) / of)
      add(part, from, -moved)
      if (type === 'hui.member-left') out.set(id, moved)
      else add(part, to, moved)
    }
    for (const { part, holder, paid, drawn, covers } of rounds[k - 1]?.dues ?? [])
      add(part, holder, paid + drawn + covers.reduce((sum, { repaid }) => sum + repaid, 0))
  }
  return { held, out }
}

/**
 * Returns those who left, with their claims, once the dues are settled, đồng: what they contributed less the damage, none
 * where the part had taken; and what the host paid of them. More than a claim does not count.
 */
export function departuresOf(
  rounds: readonly Round[],
  { left, moves, joined }: Pick<Holdings, 'left' | 'moves'> & { joined: readonly Joining[] },
  { standing, doubts }: Pick<LineStream, 'standing' | 'doubts'>
): Departure[] {
  const out = left.length > 0 ? stakesOf(rounds, moves, joined).out : new Map<string, number>()
  const departures = left.map((one): Departure => {
    const contributed = out.get(one.id)!
    const claim = one.dead ? 0 : Math.max(0, contributed + one.settled - one.damage)
    return { ...one, contributed, claim, paid: 0 }
  })
  const byId = new Map(departures.map((one) => [one.id, one]))
  for (const payment of standing['hui.claim-paid']) pay(payment, byId, doubts)
  return departures
}

function pay(
  { id, body }: FactOf<'hui.claim-paid'>,
  departures: ReadonlyMap<string, Departure>,
  doubts: LineStream['doubts']
): void {
  const departure = departures.get(body.left)
  if (!departure) doubts.set(id, 'unknown-entry')
  else if (departure.paid + body.amount > departure.claim) doubts.set(id, 'member-overpaid')
  else departure.paid += body.amount
}
