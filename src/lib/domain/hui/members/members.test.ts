import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { personNets } from '../money/net.ts'
import type { Agreement } from '../state.ts'
import { guaranteedIn } from './guarantees.ts'

const host = numberedId(999)
const newcomer = numberedId(70)

/** A line of four whole parts of 1.000 đ whose round 1 is taken by part 1 for 100 đ and paid by all. */
function started(other: Partial<Agreement> = {}): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' }, ...other }))
  book.round(1, 1, 100)
  for (const part of [2, 3, 4]) book.pay(1, part, 900)
  return book
}
const whyOf = (book: TestLine, { id }: { id: string }) => book.state.doubts.find((one) => one.id === id)?.why
const dueOf = (book: TestLine, k: number, part: number) =>
  book.state.rounds[k - 1]!.dues.filter((due) => due.part === part).map(({ holder, due }) => [holder, due])
const netOf = (book: TestLine, who: string) => {
  const { gave, got } = personNets(book.state).find(({ person }) => person === who) ?? { gave: 0, got: 0 }
  return got - gave
}

test('who leaves alive claims what they contributed less the damage, and the host owes the part from then on', () => {
  const book = started()
  const left = book.depart(2, 2, { damage: 200 })
  expect(book.state.parts[1]!.holders).toEqual([{ person: host, units: 1 }])
  expect(book.state.members).toMatchObject({
    left: [{ id: left.id, holder: numberedId(2), dead: false, contributed: 900, claim: 700, paid: 0 }],
    vacant: [{ part: 2, units: 1 }]
  })
  book.round(2, 3, 100)
  expect([dueOf(book, 1, 2), dueOf(book, 2, 2)]).toEqual([[[numberedId(2), 900]], [[host, 900]]])
})

test('a claim counts what was paid after leaving, and nothing that others put in', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.pay(1, 2, 300)
  book.cover(1, 2, 600)
  book.depart(2, 2)
  const claim = () => book.state.members.left[0]!.claim
  expect(claim()).toBe(300)
  book.repay(1, 2, 500, { on: dayOf(3) })
  expect(claim()).toBe(800)
})

test('a claim follows the units: a buyer’s holds what the seller contributed', () => {
  const parts = [1, 2, 3].map((no) => [{ person: numberedId(no), units: 3 }])
  const book = new TestLine(agreement(3, 1_000, { parts, unitsPerPart: 3, commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.pay(1, 2, 900)
  book.transfer(2, newcomer, 2, { units: 2 })
  book.round(2, 3, 100)
  book.pay(2, 2, 600, { holder: newcomer })
  book.depart(2, 3, { holder: newcomer })
  expect(book.state.members.left[0]).toMatchObject({ units: 2, contributed: 600 + 600 })
})

test('what the host pays of a claim is told; more than it, or for nobody, does not count', () => {
  const book = started()
  const left = book.depart(2, 2)
  const paid = [book.payClaim(left.id, 800), book.payClaim(left.id, 101), book.payClaim(newcomer, 1)]
  expect(paid.map((one) => whyOf(book, one))).toEqual([undefined, 'member-overpaid', 'unknown-entry'])
  expect(book.state.members.left[0]!.paid).toBe(800)
  expect(netOf(book, numberedId(2))).toBe(-100)
  const again = book.payClaim(left.id, 50)
  const double = book.payClaim(left.id, 50)
  expect([whyOf(book, again), whyOf(book, double)]).toEqual([undefined, 'heard-twice'])
})

test('who has taken leaves once what remains is settled, and claims nothing', () => {
  const book = started()
  const short = book.depart(1, 2, { settled: 2_999 })
  expect(whyOf(book, short)).toBe('dues-not-settled')
  book.depart(1, 2, { settled: 3_000 })
  expect(book.state.members.left).toMatchObject([{ dead: true, claim: 0, settled: 3_000 }])
  expect(netOf(book, numberedId(1))).toBe(-3_000)
  expect(netOf(book, host)).toBe(3_000)
})

test('in the premium model what remains holds the bid too', () => {
  const book = started({ model: 'premium' })
  expect(whyOf(book, book.depart(1, 2, { settled: 3_299 }))).toBe('dues-not-settled')
  expect(whyOf(book, book.depart(1, 2, { settled: 3_300 }))).toBeUndefined()
})

test('the host stands in and does not leave; nobody leaves what they do not hold', () => {
  const book = started({ parts: [1, 2, 3, 999].map((no) => [{ person: numberedId(no), units: 1 }]) })
  const wrong = [
    book.depart(4, 2),
    book.depart(2, 2, { holder: newcomer }),
    book.depart(9, 2),
    book.depart(2, 4)
  ]
  expect(wrong.map((one) => whyOf(book, one))).toEqual([
    'host-herself',
    'not-the-holder',
    'unknown-part',
    'unknown-round'
  ])
})

test('who joins takes over what a leaver left, pays the host the rounds before, and changes none of them', () => {
  const book = started()
  book.depart(2, 2)
  book.round(2, 3, 100)
  book.pay(2, 2, 900, { holder: host })
  book.join(2, newcomer, 3, { paid: 1_800 })
  book.round(3, 4, 50)
  const { members, parts } = book.state
  expect(members.joined).toMatchObject([{ person: newcomer, due: 1_800, paid: 1_800 }])
  expect([members.vacant, parts[1]!.holders]).toEqual([[], [{ person: newcomer, units: 1 }]])
  expect([1, 2, 3].map((k) => dueOf(book, k, 2)[0])).toEqual([
    [numberedId(2), 900],
    [host, 900],
    [newcomer, 950]
  ])
  // She is even for round 2, and holds what the leaver claims.
  expect([netOf(book, host), members.left[0]!.claim]).toEqual([900, 900])
})

test('half of what was left may go to a joiner; who leaves in turn claims what they paid', () => {
  const parts = [1, 2, 3].map((no) => [{ person: numberedId(no), units: 2 }])
  const book = new TestLine(agreement(3, 1_000, { parts, unitsPerPart: 2, commission: { kind: 'none' } }))
  book.round(1, 1, 99)
  book.depart(2, 2)
  book.join(2, newcomer, 2, { units: 1, paid: 451 })
  expect(book.state.members).toMatchObject({ joined: [{ due: 451 }], vacant: [{ part: 2, units: 1 }] })
  book.round(2, 3, 0)
  book.depart(2, 3, { holder: newcomer })
  expect(book.state.members.left[1]).toMatchObject({ contributed: 451, claim: 451 })
  expect(book.state.members.vacant).toEqual([{ part: 2, units: 2 }])
})

test('nobody joins a part that was not left, has taken, or was sold on by the host', () => {
  const book = started()
  const whole = book.join(3, newcomer, 2)
  book.depart(1, 2, { settled: 3_000 })
  const dead = book.join(1, newcomer, 2)
  book.depart(2, 2)
  book.transfer(2, newcomer, 3, { from: host })
  book.round(2, 3, 100)
  const sold = book.join(2, numberedId(71), 3)
  const herself = book.join(4, host, 3)
  expect([whole, dead, sold, herself].map((one) => whyOf(book, one))).toEqual([
    'not-vacant',
    'taken-twice',
    'not-vacant',
    'host-herself'
  ])
})

test('a change counts in the round that comes next; a later one waits, and does not count after the stop', () => {
  const book = started()
  const later = book.depart(3, 3)
  const next = book.depart(2, 2)
  expect([whyOf(book, next), whyOf(book, later)]).toEqual([undefined, 'unknown-round'])
  book.stop(dayOf(1))
  expect([whyOf(book, next), whyOf(book, later)]).toEqual([undefined, 'after-stop'])
})

const ordered = { model: 'interest-free' } as const
const inOrder = { chosen: 'order' } as const

test('two parts swap their turns: the other may not take in it, unless the record says why', () => {
  const book = new TestLine(agreement(4, 1_000, ordered))
  book.swap([1, 1], [3, 3])
  expect(book.state.members.turns).toEqual([
    { part: 3, k: 1 },
    { part: 1, k: 3 }
  ])
  const wrong = book.round(1, 1, 0, inOrder)
  expect(whyOf(book, wrong)).toBe('not-its-turn')
  book.reverse(wrong.id)
  book.round(1, 3, 0, inOrder)
  expect(book.state.members.turns).toEqual([{ part: 1, k: 3 }])
  book.round(2, 1, 0, { ...inOrder, why: 'Người đó nhường' })
  expect(book.state.doubts).toEqual([])
  expect(book.state.rounds).toHaveLength(2)
})

test('a swap follows the one before it; one that says another turn is a doubt', () => {
  const book = new TestLine(agreement(4, 1_000, ordered))
  book.swap([1, 1], [3, 3])
  book.swap([1, 3], [2, 2])
  const wrong = book.swap([1, 3], [4, 4])
  expect(whyOf(book, wrong)).toBe('not-its-turn')
  expect(book.state.members.turns.map(({ part }) => part)).toEqual([3, 1, 2])
})

test('no swap where bids decide, of the head round, of what is not there, or of what was past', () => {
  const bidding = started()
  expect(whyOf(bidding, bidding.swap([2, 2], [3, 3]))).toBe('order-by-bid')
  const head = new TestLine(agreement(4, 1_000, { ...ordered, head: true }))
  expect(whyOf(head, head.swap([1, 1], [3, 3]))).toBe('head-round')
  const book = new TestLine(agreement(4, 1_000, ordered))
  book.round(1, 1, 0, inOrder)
  const wrong = [
    book.swap([5, 2], [3, 3]),
    book.swap([2, 2], [3, 5]),
    book.swap([2, 1], [3, 3], { on: dayOf(2) }),
    book.swap([1, 2], [3, 3], { on: dayOf(2) })
  ]
  expect(wrong.map((one) => whyOf(book, one))).toEqual([
    'unknown-part',
    'unknown-round',
    'turn-past',
    'turn-past'
  ])
})

test('a guarantor answers for the open debt of rounds until a day, up to a sum, and changes no due', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.round(2, 2, 100)
  book.pay(1, 2, 500)
  const before = book.state.rounds
  const counts = (amount: number, other: Parameters<TestLine['guarantee']>[3] = {}) => {
    const { id } = book.guarantee(newcomer, numberedId(2), amount, other)
    return guaranteedIn(book.state).get(id)
  }
  expect(counts(10_000)).toBe(400)
  expect(counts(300)).toBe(300)
  expect(counts(10_000, { until: dayOf(0) })).toBe(0)
  expect(counts(10_000, { until: null })).toBe(400)
  expect(counts(10_000, { scope: 'after-taking' })).toBe(0)
  expect(book.state.rounds).toEqual(before)
  book.round(3, 3, 100)
  expect(counts(10_000, { scope: 'after-taking' })).toBe(1_000)
  // To the end, however late that comes.
  book.round(4, 4, 0, { on: '2199-01-01' })
  expect(counts(10_000, { scope: 'after-taking', until: null })).toBe(2_000)
  expect(counts(10_000, { scope: 'after-taking' })).toBe(1_000)
})

test('a guarantee nobody signed, or for nobody of the line, does not count', () => {
  const book = started()
  const unsigned = book.guarantee(newcomer, numberedId(2), 1_000, { signed: false })
  const stranger = book.guarantee(numberedId(2), newcomer, 1_000)
  expect(book.state.members.guarantees).toEqual([])
  expect([unsigned, stranger].map((one) => whyOf(book, one))).toEqual(['unsigned', 'not-a-member'])
})

test('a change counts with its last signature; one of somebody else signs nothing', () => {
  const book = started()
  const left = book.depart(2, 2, { signed: false })
  const sign = (as: 'leaver' | 'host' | 'guarantor') =>
    book.write('hui.change-signed', {
      change: left.id,
      as,
      on: dayOf(2),
      said: { by: 'officer', how: 'seen' }
    })
  const wrong = sign('guarantor')
  sign('leaver')
  expect([whyOf(book, left), whyOf(book, wrong)]).toEqual(['unsigned', 'unknown-entry'])
  sign('host')
  expect(whyOf(book, left)).toBeUndefined()
})

test('who joined pays ahead and is of the line at its end, and so does the host for what she stands in for', () => {
  const book = started()
  book.depart(2, 2)
  const hers = book.prepay(host, 300, dayOf(1))
  book.join(2, newcomer, 3)
  const theirs = book.prepay(newcomer, 500, dayOf(1))
  expect([whyOf(book, hers), whyOf(book, theirs)]).toEqual([undefined, undefined])
  expect(book.state.credits).toEqual([
    { person: newcomer, amount: 500 },
    { person: host, amount: 300 }
  ])
  book.stop(dayOf(2))
  expect(whyOf(book, book.acknowledge(newcomer, [[dayOf(3), 500]]))).toBeUndefined()
})
