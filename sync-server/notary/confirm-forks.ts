import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { databasesOf } from '#lib/domain/database-names.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { keyOfAuthor, type Judges } from '#lib/domain/notary/findings.ts'
import { forksAmong, numberKey } from '#lib/domain/notary/forks.ts'
import type { Book } from '#lib/domain/roles.ts'
import { readChanges } from '../changes.ts'
import { verifySignature } from '../signature.ts'

const page = 200

/**
 * Reads a book again for numbers that came twice, which the runs of numbers cannot tell from a copy of one record.
 * @returns the records that share a number, each signed by its device
 */
export async function confirmForks(
  { unit, book, numbers }: { unit: string; book: Book; numbers: readonly string[] },
  nano: ServerScope,
  judges: Judges
): Promise<Envelope[][]> {
  const wanted = new Set(numbers)
  const facts: Envelope[] = []
  for (const database of databasesOf(unit, book, await nano.db.list()))
    await readChanges(nano, database, null, {
      page,
      anew() {},
      async take(docs) {
        for (const doc of docs) {
          const fact = factIn(doc)
          if (fact && fact.unit === unit && fact.book === book && wanted.has(numberKey(fact)))
            facts.push(fact)
        }
      }
    })
  const genuine = await Promise.all(
    facts.map(async (fact) => {
      const key = keyOfAuthor(fact, judges)
      return key !== null && verifySignature(key, canonicalString(fact), fact.sig)
    })
  )
  return forksAmong(facts.filter((_, i) => genuine[i]))
}
