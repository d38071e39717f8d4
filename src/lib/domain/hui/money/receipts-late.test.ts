import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, said, TestLine } from '../../../../../tests/hui/test-line.ts'

const buyer = numberedId(60)
const terms = { commission: { kind: 'none' } } as const
const whysOf = (book: TestLine, ...records: ({ id: string } | null)[]) => {
  const { doubts } = book.state
  return records.map((record) => doubts.find(({ id }) => id === record?.id)?.why)
}

test('late interest with a receipt was paid, also once a sale that comes late gives the due to somebody else', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  for (const k of [1, 2]) book.round(k, k, 0)
  const receipt = book.issue(book.payInterest(2, 3, 5))
  const sale = book.transfer(3, buyer, 2)
  expect(whysOf(book, receipt, sale)).toEqual([undefined, undefined])
  expect(book.state.interest).toMatchObject([{ k: 2, part: 3, from: numberedId(3), paid: 5 }])
})

test('a receipt of late interest names the share of a cut part', () => {
  const cut = [1, 2].map((x) => ({ person: numberedId(x + 20), units: 1 }))
  const parts = [1, 2, 3].map((x) => (x === 2 ? cut : [{ person: numberedId(x), units: 2 }]))
  const book = new TestLine(agreement(3, 1_000, { ...terms, parts, unitsPerPart: 2 }))
  book.round(1, 1, 0)
  const paid = book.payInterest(1, 2, 5, { from: numberedId(22) })
  const receipt = book.issue(paid)!
  expect(receipt.body).toMatchObject({ part: 2, units: 1, unitsPerPart: 2 })
  const sale = book.transfer(2, buyer, 1, { from: numberedId(22), units: 1 })
  expect(whysOf(book, receipt, sale)).toEqual([undefined, undefined])
})

test('whoever joined and has a receipt keeps the units: a sale or another joining that comes late does not count', () => {
  const joined = () => {
    const book = new TestLine(agreement(5, 1_000, terms))
    book.round(1, 1, 0)
    book.depart(3, 2)
    book.round(2, 2, 0)
    return book
  }
  for (const isSold of [true, false]) {
    const book = joined()
    book.join(3, numberedId(50), 3)
    const receipt = book.issue(book.payJoining(3, numberedId(50), 500))
    const late = isSold ? book.transfer(3, buyer, 2, { from: book.agreement.host }) : book.join(3, buyer, 2)
    expect(whysOf(book, receipt, late)).toEqual([undefined, 'receipt-before'])
    expect(book.state.members.joined).toMatchObject([{ person: numberedId(50), paid: 500 }])
  }
  const early = joined()
  const sale = early.transfer(3, buyer, 2, { from: early.agreement.host })
  const late = early.join(3, numberedId(50), 3)
  early.issue(early.payJoining(3, numberedId(50), 500))
  expect(whysOf(early, sale, late)).toEqual([undefined, 'not-vacant'])
})

test('the parts that a joiner’s receipt was reckoned by are not put right any more', () => {
  const book = new TestLine(agreement(5, 1_000, terms))
  book.round(1, 1, 0)
  book.depart(3, 2)
  book.join(3, numberedId(50), 2)
  const receipt = book.issue(book.payJoining(3, numberedId(50), 500))
  const amended = book.amend(1, { parts: [1, 2, 70, 4, 5].map((x) => [{ person: numberedId(x), units: 1 }]) })
  expect(whysOf(book, receipt, amended)).toEqual([undefined, 'receipt-before'])
})

test('nor are they when the joiner is listed once more from an earlier round, which owed nothing', () => {
  const book = new TestLine(agreement(5, 1_000, terms))
  book.round(1, 1, 0)
  book.depart(3, 2)
  book.join(3, numberedId(50), 2)
  book.join(3, numberedId(50), 1)
  const receipt = book.issue(book.payJoining(3, numberedId(50), 500))
  const amended = book.amend(1, { parts: [1, 2, 70, 4, 5].map((x) => [{ person: numberedId(x), units: 1 }]) })
  expect(whysOf(book, receipt, amended)).toEqual([undefined, 'receipt-before'])
})

test('what was paid ahead with a receipt stays credit, also of somebody who turns out to hold nothing', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  const receipt = book.issue(book.prepay(numberedId(2), 500, dayOf(1)))
  book.amend(1, { parts: [1, 70, 3, 4].map((x) => [{ person: numberedId(x), units: 1 }]) })
  expect(whysOf(book, receipt)).toEqual([undefined])
  expect(book.state.credits).toEqual([{ person: numberedId(2), amount: 500 }])
})

test('somebody who was never of the line pays nothing ahead, with a receipt neither', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  const own = book.issue(book.prepay(numberedId(2), 500, dayOf(1)))!
  const other = book.prepay(numberedId(77), 500, dayOf(1))
  const body = { ...own.body, entry: other.id, payer: numberedId(77), number: 'LT-4223RQ-000077' } as never
  const receipt = book.write('hui.receipt-issued', body)
  expect(whysOf(book, other, receipt)).toEqual(['unknown-holder', 'receipt-unbacked'])
})

test('a receipt that comes after a sale was signed takes nothing back, and signing once more changes nothing', () => {
  const other = { by: 'lt-truc', device: 'e'.repeat(43) }
  const book = new TestLine(agreement(4, 1_000, terms))
  book.round(1, 1, 100)
  const sale = book.transfer(3, buyer, 2)
  book.round(2, 3, 100)
  const pot = book.hand(2, 1_000, { to: buyer })
  const paid = book.pay(2, 3, 1, { holder: numberedId(3) }, other)
  const honest = book.issue(book.pay(2, 2, 900))!
  const says = {
    entry: paid.id,
    part: 3,
    payer: numberedId(3),
    amount: 1,
    into: 0,
    number: 'LT-1955QA-000077'
  }
  const forged = book.write('hui.receipt-issued', { ...honest.body, ...says } as never, other)
  const signed = book.facts.find(({ type }) => type === 'hui.transfer-signed')!
  book.write('hui.transfer-signed', signed.body as never, other)
  expect(whysOf(book, sale, pot, forged)).toEqual([undefined, undefined, 'receipt-unbacked'])
  expect(book.state.parts[2]!.holders).toEqual([{ person: buyer, units: 1 }])
})

test('a receipt that calls credit what the due still needed holds nothing, and the honest one counts', () => {
  const other = { by: 'lt-truc', device: 'e'.repeat(43) }
  for (const covered of [0, 900]) {
    const book = new TestLine(agreement(4, 1_000, terms))
    book.round(1, 1, 100)
    if (covered) book.cover(1, 2, covered)
    const paid = book.pay(1, 2, 900)
    const honest = book.issue(paid)!
    book.facts.pop()
    const says = { into: 0, back: [], balance: 0, number: 'LT-1955QA-000077' }
    const forged = book.write('hui.receipt-issued', { ...honest.body, ...says } as never, other)
    expect(whysOf(book, forged)).toEqual(['receipt-differs'])
    expect(book.state).toMatchObject({ credits: [], receipts: [] })
    const issued = book.issue(paid)!
    expect(whysOf(book, forged, issued)).toEqual(['receipt-differs', undefined])
    expect(issued.body).toMatchObject(
      covered ? { into: 0, back: [{ amount: 900 }] } : { into: 900, back: [] }
    )
  }
})

test('a receipt of a repayment pays no due', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  book.round(1, 1, 100)
  book.cover(1, 2, 900)
  const forged = book.issue(book.repay(1, 2, 900), { into: 900, back: [] })
  expect(whysOf(book, forged)).toEqual(['receipt-differs'])
  expect(book.state.rounds[0]!.dues.find(({ part }) => part === 2)).toMatchObject({ paid: 0, covered: 900 })
})

test('a receipt of a payment that was said to be another one stands beside the first', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  book.round(1, 1, 100)
  const [first, second] = [book.pay(1, 2, 900), book.pay(1, 2, 900)]
  book.confirmAnother(second.id)
  const receipt = book.issue(second)!
  expect(receipt.body).toMatchObject({ into: 0, back: [] })
  expect(whysOf(book, first, receipt)).toEqual([undefined, undefined])
})

test('a receipt bears the code of its own phone and of the line, and names the host: anything else is a doubt', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  const paid = book.prepay(numberedId(2), 500, dayOf(1))
  const wrong = [{ number: 'LT-4827HK-000123' }, { code: 'XX-99' }, { payee: numberedId(3) }]
  const honest = book.issue(paid)!
  book.facts.pop()
  const forged = wrong.map((one) => book.write('hui.receipt-issued', { ...honest.body, ...one } as never))
  expect(whysOf(book, ...forged)).toEqual(wrong.map(() => 'receipt-differs'))
  book.round(1, 1, 0)
  const pot = book.issue(book.hand(1, 100), { payer: numberedId(3) })
  expect(whysOf(book, pot)).toEqual(['receipt-differs'])
  const code = book.amend(1, { code: 'LT-02' })
  const issued = book.issue(paid)!
  expect(issued.body).toMatchObject({ code: 'LT-02' })
  book.reverse(code.id)
  expect(whysOf(book, issued)).toEqual([undefined])
})

test('a receipt of nothing holds back no amendment; one that stands does', () => {
  for (const isSound of [false, true]) {
    const book = new TestLine(agreement(4, 1_000, terms))
    book.round(1, 1, 100)
    const k = isSound ? 1 : 4
    if (!isSound) book.round(4, 4, 0)
    const paid = book.pay(k, 2, 1)
    const honest = book.issue(book.pay(1, 3, 900))!
    book.facts.pop()
    const says = {
      entry: paid.id,
      k,
      part: 2,
      payer: numberedId(2),
      amount: 1,
      into: 1,
      balance: 0,
      movedOn: dayOf(k)
    }
    const receipt = book.write('hui.receipt-issued', { ...honest.body, ...says } as never)
    const amended = book.amend(isSound ? 1 : 2, { commission: { kind: 'fixed', amount: 10 } })
    expect(whysOf(book, receipt, amended)).toEqual(
      isSound ? [undefined, 'receipt-before'] : ['receipt-unbacked', undefined]
    )
  }
})

test('a second day of a round that later rounds cannot come after is a difference, and takes no round away', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  for (const k of [1, 2, 3]) book.round(k, k, 0)
  const receipts = [1, 2].map((k) => book.issue(book.pay(k, 3, 1_000)))
  book.round(1, 1, 0, { on: '2199-12-31' })
  expect(whysOf(book, ...receipts)).toEqual([undefined, undefined])
  expect(book.state.rounds.map(({ on }) => on)).toEqual([1, 2, 3].map((k) => dayOf(k)))
  expect(book.state.differences).toMatchObject([{ k: 1 }])
  // A day that the later rounds allow is the day, until it is settled.
  book.round(2, 2, 0, { on: dayOf(3) })
  expect(book.state.rounds[1]!.on).toBe(dayOf(3))
})

test('a stop on an early day takes away no round with a receipt, nor one before it', () => {
  const book = new TestLine(agreement(5, 1_000, terms))
  for (const k of [1, 2, 3]) book.round(k, k, 0)
  const [second, third] = book.facts.filter(({ type }) => type === 'hui.round-held').slice(1)
  const receipt = book.issue(book.pay(2, 4, 1_000))
  const stop = book.stop(dayOf(1))
  const whys = [undefined, 'after-stop', undefined, 'stop-before-receipt']
  expect(whysOf(book, second!, third!, receipt, stop)).toEqual(whys)
  expect(book.state.stopped).toMatchObject({ id: stop.id })
  expect(book.state.receipts).toMatchObject([{ id: receipt!.id, balance: 0 }])
})

test('the host sells the part of the head round only while there is no receipt', () => {
  const book = new TestLine(agreement(4, 1_000, { ...terms, head: true, host: numberedId(1) }))
  for (const k of [1, 2]) book.round(k, k, k === 1 ? 0 : 100)
  const receipt = book.issue(book.pay(2, 3, 900))
  const sale = book.transfer(1, buyer, 1)
  expect(whysOf(book, receipt, sale)).toEqual([undefined, 'receipt-before'])
  expect(book.state.rounds).toHaveLength(2)
  const other = book.transfer(4, buyer, 1)
  expect(whysOf(book, other)).toEqual([undefined])
})

test('a credit with a receipt stays one, also once the other payment is taken back', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  book.round(1, 1, 100)
  const first = book.pay(1, 2, 900)
  const receipt = book.issue(book.pay(1, 2, 800))!
  expect(receipt.body).toMatchObject({ into: 0, back: [] })
  book.reverse(first.id)
  expect(whysOf(book, receipt)).toEqual([undefined])
  expect(book.state.credits).toEqual([{ person: numberedId(2), amount: 800 }])
  expect(book.state.rounds[0]!.open).toBe(2_700)
})

test('a paper told once more, with another sum and an earlier time, takes back no cover that the server had', () => {
  const book = new TestLine(agreement(4, 1_000, terms))
  book.round(1, 1, 100)
  const put = { on: dayOf(1), said, k: 1, part: 2, holder: numberedId(2), by: book.agreement.host }
  const told = (amount: number, other: object) =>
    book.write('hui.contribution-covered', { ...put, amount, receipt: 'LT-07-1' } as never, other)
  const cover = told(900, { took: 1 })
  const receipt = book.issue(book.repay(1, 2, 900))!
  const again = told(1, { by: 'lt-truc', device: 'e'.repeat(43), n: 1, at: book.facts[0]!.at, took: 2 })
  expect(whysOf(book, cover, again, receipt)).toEqual([undefined, 'heard-twice', undefined])
})

test('a receipt of nothing keeps no round from a stop', () => {
  const book = new TestLine(agreement(5, 1_000, terms))
  for (const k of [1, 2]) book.round(k, k, 0)
  const honest = book.issue(book.pay(2, 4, 1_000))!
  book.facts.pop()
  const forged = book.write('hui.receipt-issued', { ...honest.body, units: 9, unitsPerPart: 9 } as never)
  book.stop(dayOf(1))
  expect(book.state.rounds).toHaveLength(1)
  expect(whysOf(book, forged)).toEqual(['receipt-unbacked'])
})
