import fc from 'fast-check'
import { maxOpening } from '#lib/domain/hui/facts/amounts.ts'
import type { Agreement } from '#lib/domain/hui/state.ts'
import { agreement, dayOf, numberedId, TestLine } from './test-line.ts'

/** Tells what a random line is made of; some of it cannot count. */
export interface LinePlan {
  agreed: Agreement
  /** The part that takes, among those alive, and its bid in thousandths of the face, by round. */
  turns: [number, number][]
  held: number
  /** Payments: round, part, thousandths of the face, and what they are. */
  money: [number, number, number, 'pay' | 'cover' | 'member' | 'repay'][]
  prepaid: [number, number, number][]
  handed: [number, number, number][]
  /** Pot, round, part, thousandths of the face. */
  setOffs: [number, number, number, number][]
  /** Part, buyer, round, and whether all have signed. */
  transfers: [number, number, number, boolean][]
  /** Part, second holder or first, round, thousandths of the face settled, and whether all have signed. */
  left: [number, boolean, number, number, boolean][]
  /** Which leaver, joiner, rounds later, units, thousandths of the face paid, and whether all have signed. */
  joined: [number, number, number, number, number, boolean][]
  /** Which joiner, thousandths of the face paid since, and the round of the pot that it came out of, or 0. */
  joiningPaid: [number, number, number][]
  /** Part and turn of both, day, and whether both have signed. */
  swaps: [number, number, number, number, number, boolean][]
  /** Guarantor, holder, thousandths of the face, and whether the guarantor has signed. */
  guarantees: [number, number, number, boolean][]
  /** Whether an interest-free line takes by its order. */
  byOrder: boolean
  collected: boolean[]
  /** Late interest: round, part or 0 for the pot, thousandths of the face, paid or waived. */
  interest: [number, number, number, boolean][]
  /** Whether it stops; what is agreed then: who owes whom, by whom signed, the days; what is paid of it. */
  stopped: boolean
  agreedShares: [number, number, number, number, boolean][]
  agreedPaid: [number, number, number][]
  /** Which of the money gets a receipt, once all is recorded. */
  receipts: number[]
}

const commission: fc.Arbitrary<Agreement['commission']> = fc.oneof(
  fc.constantFrom<Agreement['commission']>({ kind: 'none' }, { kind: 'half' }, { kind: 'part' }),
  fc.record({ kind: fc.constant('fixed' as const), amount: fc.integer({ min: 0, max: 1_000_000 }) }),
  fc.record({ kind: fc.constant('share' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }) })
)
const mostly = fc.constantFrom(true, true, true, false)
export const linePlan: fc.Arbitrary<LinePlan> = fc.integer({ min: 2, max: 9 }).chain((n) => {
  const k = fc.integer({ min: 1, max: n + 1 })
  const share = fc.integer({ min: 0, max: 1_100 })
  return fc
    .record({
      face: fc.integer({ min: 1_000, max: Math.floor(maxOpening / n) }),
      model: fc.constantFrom(
        'discount' as const,
        'premium' as const,
        'fixed' as const,
        'interest-free' as const
      ),
      head: fc.boolean(),
      commission,
      hostPays: fc.boolean(),
      units: fc.integer({ min: 1, max: 4 }),
      holders: fc.array(fc.nat(11), { minLength: n, maxLength: n })
    })
    .chain(({ units, holders, ...terms }) =>
      fc.record({
        agreed: fc.constant(agreed(n, units, holders, terms)),
        turns: fc.array(fc.tuple(fc.nat(n), share), { minLength: n, maxLength: n }),
        held: fc.integer({ min: 0, max: n }),
        money: fc.array(fc.tuple(k, k, share, fc.constantFrom('pay', 'cover', 'member', 'repay')), {
          maxLength: 30
        }),
        prepaid: fc.array(fc.tuple(fc.nat(11), share, k), { maxLength: 4 }),
        handed: fc.array(fc.tuple(k, fc.nat(n * 1_000), share), { maxLength: 8 }),
        setOffs: fc.array(fc.tuple(k, k, k, share), { maxLength: 4 }),
        transfers: fc.array(fc.tuple(k, fc.integer({ min: 12, max: 15 }), k, fc.boolean()), { maxLength: 4 }),
        left: fc.array(fc.tuple(k, fc.boolean(), k, fc.nat(n * 1_000), mostly), { maxLength: 4 }),
        joined: fc.array(
          fc.tuple(
            k,
            fc.integer({ min: 12, max: 18 }),
            fc.integer({ min: 1, max: 3 }),
            fc.integer({ min: 1, max: 4 }),
            share,
            mostly
          ),
          { maxLength: 4 }
        ),
        joiningPaid: fc.array(fc.tuple(fc.nat(3), share, fc.nat(n)), { maxLength: 4 }),
        swaps: fc.array(fc.tuple(k, k, k, k, fc.nat(n), mostly), { maxLength: 3 }),
        guarantees: fc.array(fc.tuple(fc.nat(15), fc.nat(15), share, fc.boolean()), { maxLength: 2 }),
        byOrder: fc.boolean(),
        collected: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
        interest: fc.array(fc.tuple(k, fc.nat(n + 1), share, fc.boolean()), { maxLength: 4 }),
        stopped: fc.boolean(),
        agreedShares: fc.array(fc.tuple(fc.nat(11), fc.nat(12), share, k, fc.boolean()), { maxLength: 4 }),
        agreedPaid: fc.array(fc.tuple(fc.nat(3), fc.nat(3), share), { maxLength: 5 }),
        receipts: fc.array(fc.nat(50), { maxLength: 4 })
      })
    ) as fc.Arbitrary<LinePlan>
})

function agreed(
  n: number,
  units: number,
  holders: number[],
  terms: Pick<Agreement, 'face' | 'model' | 'head' | 'commission' | 'hostPays'>
): Agreement {
  const parts = holders.map((holder, i) => {
    const first = numberedId(terms.head && i === 0 ? 999 : holder)
    // A cut part has a second holder.
    const second = numberedId(20 + i)
    const isCut = units > 1 && !(terms.head && i === 0)
    return isCut
      ? [
          { person: first, units: units - 1 },
          { person: second, units: 1 }
        ]
      : [{ person: first, units }]
  })
  const bids = terms.model === 'fixed' ? { fixed: Math.floor(terms.face / 7) } : {}
  return agreement(n, terms.face, { ...terms, unitsPerPart: units, parts, bids })
}

const part = (face: number, share: number) => Math.floor((face / 1_000) * share)

/** Builds the book of a plan: some bids at or above the face, some money too large or for rounds never held. */
export function bookOf({
  agreed,
  held,
  turns,
  money,
  prepaid,
  handed,
  setOffs,
  transfers,
  left,
  joined,
  joiningPaid,
  swaps,
  guarantees,
  byOrder,
  collected,
  interest,
  stopped,
  agreedShares,
  agreedPaid,
  receipts
}: LinePlan): TestLine {
  const book = new TestLine(agreed)
  const { face, model, head } = agreed
  const n = agreed.parts.length
  for (const [no, buyer, from, isSigned] of transfers)
    book.transfer(no, numberedId(buyer), from, {
      units: agreed.parts[no - 1]?.[0]?.units ?? 1,
      signed: isSigned ? ['seller', 'buyer', 'host'] : ['seller']
    })
  writeChanges(book, { agreed, left, joined, joiningPaid, swaps, guarantees })
  const alive = Array.from({ length: n }, (_, i) => i + 1)
  turns.slice(0, held).forEach(([turn, share], i) => {
    const isHead = head && i === 0
    const [taker] = alive.splice(isHead ? 0 : turn % alive.length, 1)
    const bid =
      isHead || i + 1 === n || model === 'interest-free'
        ? 0
        : model === 'fixed'
          ? agreed.bids.fixed!
          : part(face, share)
    const isOrdered = byOrder && !isHead && model === 'interest-free'
    const chosen = isOrdered ? ({ chosen: 'order' } as const) : {}
    book.round(i + 1, taker!, bid, { collected: collected[i]!, ...chosen })
  })
  for (const [k, no, share, what] of money) {
    const amount = Math.max(1, part(face, share))
    if (what === 'pay') book.pay(k, no, amount)
    if (what === 'cover') book.cover(k, no, amount)
    if (what === 'member') book.cover(k, no, amount, { by: numberedId(3) })
    if (what === 'repay') book.repay(k, no, amount)
  }
  for (const [person, share, k] of prepaid)
    book.prepay(numberedId(person), Math.max(1, part(face, share)), dayOf(k))
  for (const [k, share, kept] of handed)
    book.hand(k, part(face, share), { commissionKept: part(face, Math.floor(kept / 4)) })
  for (const [pot, k, no, share] of setOffs) book.setOff(pot, k, no, Math.max(1, part(face, share)))
  for (const [k, no, share, isPaid] of interest) {
    const amount = Math.max(1, part(face, share))
    const pot = { from: agreed.host, to: book.holder(1), by: book.holder(1) }
    if (isPaid) book.payInterest(k, no || undefined, amount, no ? {} : pot)
    else book.waive(k, no || undefined, amount, no ? {} : pot)
  }
  if (stopped) book.stop(dayOf(n + 1))
  addAgreed(book, { agreedShares, agreedPaid })
  const moved = book.facts.filter(({ body }) => 'amount' in body)
  for (const which of receipts) if (moved.length > 0) book.issue(moved[which % moved.length]!)
  return book
}

/** Adds an acknowledged debt for each share, a settlement of them all, and money for either. */
function addAgreed(
  book: TestLine,
  { agreedShares, agreedPaid }: Pick<LinePlan, 'agreedShares' | 'agreedPaid'>
) {
  const { face, host } = book.agreement
  const shares = agreedShares.flatMap(([from, to, share, day, isSigned]) => {
    const pair = { from: numberedId(from), to: to === 12 ? host : numberedId(to) }
    const amount = Math.max(1, part(face, share))
    return from === to ? [] : [{ share: { ...pair, on: dayOf(day), amount }, isSigned }]
  })
  if (shares.length === 0) return
  const signed = new Set(shares.flatMap(({ share, isSigned }) => (isSigned ? [share.from, share.to] : [])))
  const papers = [
    ...shares.map(({ share: { from, to, on, amount } }) =>
      book.acknowledge(
        from,
        [
          [on, amount],
          [dayOf(1), 1]
        ],
        { to }
      )
    ),
    book.settle(
      shares.map(({ share }) => share),
      [...signed]
    )
  ]
  for (const [which, paper, share] of agreedPaid) {
    const { from, to } = shares[which % shares.length]!.share
    book.payAgreed(papers[paper % papers.length]!.id, from, Math.max(1, part(face, share)), { to })
  }
}

/** Returns a list in another order, the same one for the same seed. */
export const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, i) => ({ item, key: (i * 7_919 + seed * (i + 1) ** 2) % 1_009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

/** Writes who leaves, joins, swaps and answers for whom; much of it cannot be. */
function writeChanges(
  book: TestLine,
  {
    agreed,
    left,
    joined,
    joiningPaid,
    swaps,
    guarantees
  }: Pick<LinePlan, 'agreed' | 'left' | 'joined' | 'joiningPaid' | 'swaps' | 'guarantees'>
): void {
  const { face } = agreed
  for (const [no, isSecond, from, share, signed] of left) {
    const holder = book.holder(no, isSecond ? 1 : 0)
    const damage = part(face, share % 300)
    const departure = book.depart(no, from, { holder, settled: part(face, share), damage, signed })
    book.payClaim(departure.id, Math.max(1, part(face, share % 700)))
  }
  for (const [no, joiner, later, units, share, signed] of joined) {
    // Mostly in place of somebody who left.
    const [vacant, from] =
      left.length > 0 ? [left[no % left.length]![0], left[no % left.length]![2]] : [no, 1]
    const most = Math.min(units, agreed.unitsPerPart)
    book.join(vacant, numberedId(joiner), from + later - 1, { units: most, paid: part(face, share), signed })
  }
  const joins = book.facts.filter(({ type }) => type === 'hui.member-joined')
  for (const [which, share, pot] of joins.length > 0 ? joiningPaid : []) {
    const { part: no, person } = joins[which % joins.length]!.body as { part: number; person: string }
    book.payJoining(no, person, Math.max(1, part(face, share)), { pot })
  }
  for (const [first, k, second, l, day, signed] of swaps)
    if (first !== second && k !== l) book.swap([first, k], [second, l], { on: dayOf(day), signed })
  for (const [guarantor, holder, share, signed] of guarantees)
    if (guarantor !== holder)
      book.guarantee(numberedId(guarantor), numberedId(holder), Math.max(1, part(face, share)), { signed })
}
