import type { TestStack } from '../stack.ts'

/** A note as the server has it. */
export interface Served {
  reason: string
  n: number
}

export interface Told {
  /** What the screen had confirmed before the phone died. */
  confirmed: readonly string[]
  /** Of that, what was not on the phone when it came back. */
  lost: readonly string[]
  /** What phone and server hold in the end. */
  phone: readonly string[]
  server: readonly Served[]
}

/** All notes of the unit's gates database. */
export async function atServer({ couch, database }: TestStack): Promise<Served[]> {
  const { rows } = await couch.nano.use(database('gates')).list({ include_docs: true })
  return rows.flatMap(({ doc }) => {
    const { type, n, body } = doc as unknown as { type?: string; n: number; body: { reason: string } }
    return type === 'gates.note-written' ? { reason: body.reason, n } : []
  })
}

/**
 * Nothing confirmed may be missing anywhere; phone and server hold the same, each once, numbered 1, 2, 3 …
 * @returns how many facts or numbers are missing or double, and of each where
 */
export function amiss({ confirmed, lost, phone, server }: Told) {
  const served = server.map(({ reason }) => reason)
  const numbers = server.map(({ n }) => `number ${n}`)
  const missing = [
    ...told(lost, 'on the phone that came back'),
    ...told(without(phone, [...confirmed, ...served]), 'on the phone'),
    ...told(without(served, [...confirmed, ...phone]), 'at the server'),
    ...told(
      without(
        numbers,
        Array.from(numbers, (_, i) => `number ${i + 1}`)
      )
    )
  ]
  const double = [
    ...told(repeated(phone), 'on the phone'),
    ...told(repeated(served), 'at the server'),
    ...told(repeated(numbers))
  ]
  const lines = (all: typeof missing, what: string) =>
    all.map(({ one, where }) => `${what}: ${[one, where].join(' ').trim()}`)
  return {
    missing: distinct(missing),
    double: distinct(double),
    lines: [...lines(missing, 'missing'), ...lines(double, 'double')]
  }
}

const told = (all: readonly string[], where = '') => [...new Set(all)].map((one) => ({ one, where }))
const distinct = (all: readonly { one: string }[]) => new Set(all.map(({ one }) => one)).size
const without = (there: readonly string[], wanted: readonly string[]) =>
  wanted.filter((one) => !there.includes(one))
const repeated = (all: readonly string[]) => all.filter((one, i) => all.indexOf(one) !== i)
