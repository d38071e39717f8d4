import fc from 'fast-check'
import type { Agreement } from '#lib/domain/hui/state.ts'
import { maxOpening } from '#lib/domain/hui/facts/amounts.ts'
import { periods } from '#lib/domain/hui/facts/periods.ts'
import type { Signs } from '#lib/domain/hui/warning/signs.ts'
import { agreement, dayOf, numberedId } from './test-line.ts'
import { NumberedLine } from './watched-lines.ts'

/** Hosts have the numbers 990 and up; members, some of whom are hosts, those from 1 on. */
const hostOf = (no: number) => numberedId(990 + no)

interface LinePlan {
  host: number
  n: number
  face: number
  terms: Partial<Agreement>
  holders: number[]
  /** Round, taker, bid in thousandths of the face, how it is told. */
  rounds: [number, number, number, boolean][]
  /** What, round, part, thousandths of the face, day. */
  records: [(typeof kinds)[number], number, number, number, number][]
}

const kinds = [
  'pay',
  'cover',
  'repay',
  'hand',
  'leave',
  'transfer',
  'reverse',
  'prepay',
  'stop',
  'amend'
] as const

const linePlan: fc.Arbitrary<LinePlan> = fc.integer({ min: 2, max: 14 }).chain((n) =>
  fc.record({
    host: fc.nat(2),
    n: fc.constant(n),
    face: fc.oneof(fc.integer({ min: 1_000, max: 9_000 }), fc.constant(Math.floor(maxOpening / n))),
    terms: fc.record({
      model: fc.constantFrom('discount' as const, 'premium' as const, 'interest-free' as const),
      head: fc.boolean(),
      period: fc.constantFrom(...periods),
      commission: fc.constantFrom<Agreement['commission']>(
        { kind: 'none' },
        { kind: 'half' },
        { kind: 'part' }
      ),
      advance: fc.constantFrom('host' as const, 'nobody' as const),
      collectDays: fc.nat(3),
      handoverDays: fc.nat(3)
    }),
    holders: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 990, max: 992 })), {
      minLength: n,
      maxLength: n
    }),
    rounds: fc.array(
      fc.tuple(fc.integer({ min: 1, max: n + 1 }), fc.nat(n + 1), fc.nat(1_100), fc.boolean()),
      {
        maxLength: n + 2
      }
    ),
    records: fc.array(
      fc.tuple(
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: n + 1 }),
        fc.integer({ min: 1, max: n + 1 }),
        fc.integer({ min: 1, max: 12_000 }),
        fc.nat(80)
      ),
      { maxLength: 25 }
    )
  })
)

/** Lines of several hosts, some of whose records cannot be; two lines of a host are mostly among them. */
export const hostileLines: fc.Arbitrary<NumberedLine[]> = fc
  .array(linePlan, { minLength: 1, maxLength: 5 })
  .map((plans) => plans.map((plan, i) => written(plan, i + 1)))

function written({ host, n, face, terms, holders, rounds, records }: LinePlan, number: number): NumberedLine {
  const parts = holders.map((holder) => [{ person: numberedId(holder), units: 1 }])
  const head = terms.head === true && holders[0] === 990 + host
  const line = new NumberedLine(agreement(n, face, { ...terms, head, host: hostOf(host), parts }), number)
  // Most rounds follow each other, so that lines get somewhere.
  rounds.forEach(([k, taker, share, isTold], i) => {
    const bid = terms.model === 'interest-free' ? 0 : Math.floor((face / 1_000) * share)
    const tickets = isTold ? [{ part: taker || 1, bid, by: 'host' as const }] : []
    const isNext = k > 3
    line.round(isNext ? i + 1 : k, isNext ? ((i + taker) % n) + 1 : taker || 1, bid, {
      collected: isTold,
      tickets
    })
  })
  for (const record of records) add(line, record, face)
  return line
}

function add(
  line: NumberedLine,
  [kind, k, part, share, day]: LinePlan['records'][number],
  face: number
): void {
  const amount = Math.max(1, Math.floor((face / 1_000) * share))
  const on = dayOf(day)
  const envelope = { at: `${on}T01:00:00.000Z` }
  const person = numberedId((share % 12) + 1)
  if (kind === 'pay') line.pay(k, part, amount, { on }, envelope)
  if (kind === 'cover') line.cover(k, part, amount, { on })
  if (kind === 'repay') line.repay(k, part, amount, { on })
  if (kind === 'hand') line.hand(k, amount, { to: person, on }, envelope)
  if (kind === 'leave') line.leave(k, amount)
  if (kind === 'transfer' && person !== line.holder(part)) line.transfer(part, person, k)
  if (kind === 'reverse') line.reverse(line.facts[(k * part) % line.facts.length]!.id, envelope)
  if (kind === 'prepay') line.prepay(person, amount, on)
  if (kind === 'stop') line.stop(on)
  if (kind === 'amend') line.amend(k, { collectDays: share % 60, host: hostOf(share % 3) })
}

const person = fc.oneof(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 990, max: 993 })).map(numberedId)
const signedFact = fc.integer({ min: 1, max: 40 }).map(numberedId)

/** Tells what may be known beside the books, each of it or not. */
export const hostileSigns: fc.Arbitrary<Signs> = fc.record(
  {
    verified: fc.array(person).map((people) => new Set(people)),
    marks: fc.array(
      fc.record({
        person,
        kind: fc.constantFrom('id' as const, 'phone' as const, 'account' as const),
        mark: fc.constantFrom('a', 'b', '')
      })
    ),
    addresses: fc
      .array(
        fc.tuple(
          person,
          fc.record({ name: fc.string({ maxLength: 9 }), house: fc.constantFrom('', '1', '2') })
        )
      )
      .map((all) => new Map(all)),
    household: fc.array(fc.tuple(person, fc.array(person))).map((all) => new Map(all)),
    accounts: fc.array(fc.tuple(signedFact, person)).map((all) => new Map(all)),
    confirmed: fc.array(fc.tuple(signedFact, fc.nat(80).map(dayOf))).map((all) => new Map(all)),
    statements: fc.array(
      fc.record({
        id: signedFact,
        host: person,
        says: fc.constantFrom('denies' as const, 'not-in-book' as const)
      })
    ),
    inducements: fc.array(fc.record({ id: signedFact, host: person, proven: fc.boolean() })),
    notices: fc
      .array(
        fc.tuple(
          fc.nat(5).map((no) => numberedId(100_000 + no)),
          fc.nat(80).map(dayOf)
        )
      )
      .map((all) => new Map(all))
  },
  { requiredKeys: [] }
)

/** Persons known by several ids; also in circles. */
export const hostileSame = fc.array(fc.tuple(person, person), { maxLength: 4 }).map((all) => new Map(all))
