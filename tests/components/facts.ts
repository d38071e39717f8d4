import { directory, type Directory, type Gate } from '#lib/domain/directory/directory.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

let count = 0

/** A record as a phone holds it; unsigned, for what is shown of it here does not ask. @param at Unix ms; by: its author */
export function stored<Type extends FactType>(
  type: Type,
  stream: string,
  body: FactOf<Type>['body'],
  at: number,
  by = 'truc'
): StoredFact {
  count += 1
  return {
    id: uuidv7(
      at,
      Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? count % 256 : 1))
    ),
    unit: 'thu',
    book: type.split('.')[0] as Book,
    stream,
    type,
    at: new Date(at).toISOString(),
    by,
    device: 'd'.repeat(43),
    n: count,
    body: body as StoredFact['body'],
    sig: `${'s'.repeat(85)}A`,
    sync: 'sent',
    tries: 0
  }
}

/** A unit's directory with these gates. */
export const unitWith = (...gates: Gate[]): Directory => ({
  ...directory([], null),
  unit: { id: 'thu', name: 'Thử', kind: 'xã' } as Directory['unit'],
  gates: new Map(gates.map((gate) => [gate.gate, gate]))
})
