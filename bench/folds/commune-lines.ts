import { agreed, nthFact, nthId, type WriteNth } from './books.ts'

/** The lines of a whole commune: 300, with 8,000 parts, about 150,000 facts. */
export const lineCount = 300
const heldRounds = 18
const face = 1_000_000

const hostCount = 65

/** Returns the id of the nth host. */
export const hostId = (nth: number) => nthId(20_000 + (nth % hostCount))
const partsOf = (line: number) => 20 + (line % 14)
const bidOf = (k: number, n: number) => Math.floor((face * (n - k)) / (n * 20_000)) * 1_000
const monthOf = (k: number) =>
  `${2025 + Math.floor((k - 1) / 12)}-${String(((k - 1) % 12) + 1).padStart(2, '0')}-05`
const heard = (k: number) => ({ on: monthOf(k), said: { by: 'host', how: 'post' } })

type Row = [stream: string, type: string, body: object]

/** Writes one line to its 18th round: each due paid by itself but one in the last round, each pot handed over. */
function* rowsOf(line: number): Generator<Row> {
  const [n, stream] = [partsOf(line), `line/${nthId(line)}`]
  const holder = (part: number) => nthId(10_000 + ((line * 7 + part) % 1_000))
  const parts = Array.from({ length: n }, (_, i) => [{ person: holder(i + 1), units: 1 }])
  const terms = {
    ...agreed,
    ...heard(1),
    startsOn: monthOf(1),
    code: `LT-${line}`,
    host: hostId(line)
  }
  yield [stream, 'hui.line-agreed', { ...terms, parts }]
  for (let k = 1; k <= heldRounds; k++) {
    const bid = bidOf(k, n)
    const tickets = bid > 0 ? [{ part: k, bid, by: 'holder' }] : []
    const held = { k, chosen: bid > 0 ? 'bid' : 'lot', taker: k, bid, tickets, collected: false }
    yield [stream, 'hui.round-held', { ...heard(k), ...held }]
    let gross = 0
    for (let part = 1; part <= n; part++) {
      if (part === k) continue
      const amount = part < k ? face : face - bid
      gross += amount
      if (k === heldRounds && part === n) continue
      const due = { k, part, holder: holder(part), amount, method: 'cash' }
      yield [stream, 'hui.contribution-received', { ...heard(k), ...due }]
    }
    const commissionKept = face / 2
    const pot = { k, to: holder(k), amount: gross - commissionKept, commissionKept, method: 'cash' }
    yield [stream, 'hui.pot-handed', { ...heard(k), ...pot }]
  }
}

/** All facts of the commune's lines, line by line; then their hosts. */
const lineRows = Array.from({ length: lineCount }, (_, line) => [...rowsOf(line)]).flat()
const hostRows = Array.from({ length: hostCount }, (_, nth): Row => {
  return [`person/${hostId(nth)}`, 'hui.person-described', { name: `Chủ hụi ${nth}` }]
})
const rows = [...lineRows, ...hostRows]

/** Counts the facts of the lines alone, which come first, and of the whole book. */
export const lineFacts = lineRows.length
export const communeFacts = rows.length
export const communeParts = Array.from({ length: lineCount }, (_, line) => partsOf(line)).reduce(
  (a, b) => a + b
)

export const inCommuneLines: WriteNth = (nth) => nthFact(nth, 'hui', ...rows[nth]!)
