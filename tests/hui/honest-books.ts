import type { Commission } from '#lib/domain/hui/facts/agreement.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'
import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import { line } from '#lib/domain/hui/line.ts'
import type { Agreement } from '#lib/domain/hui/state.ts'
import type { WatchedLine } from '#lib/domain/hui/warning/records.ts'
import type { WarningContext } from '#lib/domain/hui/warning/warnings.ts'
import { numberedId } from './test-line.ts'
import { HonestLine, type Habits } from './honest-line.ts'
import { honest } from './honest-parameters.ts'
import { honestSigns } from './honest-signs.ts'
import { Random } from './random.ts'

export interface HonestBook {
  host: string
  lines: WatchedLine[]
  context: WarningContext
}

const today = '2026-12-01'
const asOf = Date.parse(`${today}T23:59:59Z`)

/** Makes the books of one honest host, as of one day. */
export function honestBook(seed: number): HonestBook {
  const random = new Random(seed)
  const person = (i: number) => numberedId(1_000_000_000 + (seed % 100_000) * 1_000 + i)
  const host = person(0)
  const places = Number(random.weighted(honest.sideBySide))
  const began = daysLater(today, -Math.round(30.4 * random.whole(honest.ageMonths)))
  const household = Array.from({ length: random.whole([0, honest.householdMost]) }, (_, i) => person(i + 1))
  const habits: Habits = {
    receipts: random.between(honest.receipts),
    confirms: random.between(honest.confirms),
    notesPresence: random.chance(honest.notesPresence),
    household
  }
  const lines: WatchedLine[] = []
  const people = new Set<string>([host])
  let poolSize = 0
  for (let place = 0; place < places; place++) {
    const period = random.weighted(honest.period)
    const kind = kindOf(period)
    let starts =
      place === 0 ? began : daysLater(began, Math.round(30.4 * random.between(honest.laterByMonths)))
    while (starts <= today) {
      const n = random.whole(honest.parts[kind])
      poolSize = Math.max(poolSize, Math.ceil(n * honest.poolToParts))
      const pool = Array.from({ length: poolSize }, (_, i) => person(i + 1))
      const agreed = agreementOf(random, { n, period, starts, host, pool, kind })
      for (const { person } of agreed.parts.flat()) people.add(person)
      const facts = new HonestLine(
        agreed,
        lines.length + 1,
        today,
        habits,
        random,
        honest.recordsEach[kind]
      ).write()
      lines.push({ state: line(facts, asOf)!, facts })
      starts = daysLater(roundDay(starts, period, n), random.whole(honest.pauseDays))
    }
  }
  const signs = honestSigns(random, {
    host,
    household,
    people: [...people],
    lines: lines.map(({ state }) => state)
  })
  return { host, lines, context: { asOf, day: today, signs } }
}

const kindOf = (period: Period): keyof typeof honest.parts =>
  period === 'day' || period === 'week' || period === 'ten-days'
    ? 'short'
    : period === 'month' || period === 'half-month'
      ? 'usual'
      : 'long'

interface Wanted {
  n: number
  period: Period
  starts: string
  host: string
  pool: readonly string[]
  kind: keyof typeof honest.parts
}

function agreementOf(random: Random, { n, period, starts, host, pool, kind }: Wanted): Agreement {
  const face = random.whole(honest.face[kind]) * 1_000
  const model = random.weighted(honest.model)
  const head = random.chance(honest.head)
  const isCut = random.chance(honest.cut)
  const hostParts = Math.max(head ? 1 : 0, random.whole([0, honest.hostPartsMost]))
  const units = isCut ? 2 : 1
  const parts = Array.from({ length: n }, (_, i) => {
    if (i < hostParts) return [{ person: host, units }]
    const [first, second] = [random.of(pool), random.of(pool)]
    return isCut && first !== second
      ? [
          { person: first, units: 1 },
          { person: second, units: 1 }
        ]
      : [{ person: first, units }]
  })
  return {
    on: starts,
    said: { by: 'host', how: 'talk' },
    code: 'LT-01',
    host,
    model,
    head,
    face,
    unitsPerPart: units,
    parts,
    period,
    startsOn: starts,
    bids: model === 'fixed' ? { fixed: Math.floor(face * random.between(honest.firstBid)) } : {},
    tickets: { white: true, proxy: true, absent: true },
    commission: head ? { kind: 'none' } : commissionOf(random, face),
    hostPays: random.chance(0.5),
    advance: random.chance(honest.advanceByNobody) ? 'nobody' : 'host',
    lateRate: null,
    collectDays: random.whole(honest.collectDays),
    handoverDays: random.whole(honest.handoverDays)
  }
}

function commissionOf(random: Random, face: number): Commission {
  const kind = random.weighted(honest.commission)
  if (kind === 'fixed') return { kind, amount: Math.floor(face / 4) }
  if (kind === 'share') return { kind, basisPoints: random.whole([500, 2_000]) }
  return { kind }
}
