import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000

/** A UUIDv7 that tells which it is: the same number, the same id. */
export const numberedId = (number: number) =>
  uuidv7(
    start + number,
    Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? number % 256 : 1))
  )

/** The day of round `k`, one a day. */
export const dayOf = (k: number) => new Date(start + k * day).toISOString().slice(0, 10)

export const said = { by: 'host', how: 'post' } as const

/** The phone that writes streams for tests. */
export const testDevice = 'd'.repeat(43)

/** A stream for tests, written by one phone in order; unsigned, for folds do not look. */
export class TestStream {
  readonly facts: Envelope[] = []

  constructor(readonly stream: string) {}

  write<Type extends FactType>(type: Type, body: FactOf<Type>['body'], other: Partial<Envelope> = {}) {
    const n = this.facts.length + 1
    const fact: Envelope = {
      id: numberedId(n),
      unit: 'phuong-lang-tron',
      book: 'hui',
      stream: this.stream,
      type,
      at: new Date(start + n * 60_000).toISOString(),
      by: 'lt-truong',
      device: testDevice,
      n,
      body: body as Envelope['body'],
      sig: `${'s'.repeat(85)}A`,
      ...other
    }
    this.facts.push(fact)
    return fact
  }
}
