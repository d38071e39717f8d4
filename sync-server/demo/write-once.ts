import type { ServerScope } from 'nano'
import { databaseName } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import { directory } from '#lib/domain/directory/directory.ts'
import { missingEnrolment } from '../provision/certificates.ts'
import { factsIn, type NewFact, type FactWriter } from '../fact-writer.ts'

/** Account, device name and book of a part of the demo. */
export interface DemoAuthor {
  account: string
  label: string
  unit: string
  book: Book
}

/**
 * Writes the entries once, signed by a device of their author that the directory knows. Once per CouchDB rather than
 * once per server: another data folder has another key, which would make different facts of the same ids.
 * @returns the number of entries written
 */
export async function writeOnce(
  server: ServerScope,
  writer: FactWriter,
  { account, label, unit, book }: DemoAuthor,
  entries: () => NewFact[]
): Promise<number> {
  const known = await factsIn(server, databaseName(unit, 'directory', ''))
  if (directory(known, null).devices.some((device) => device.label === label)) return 0
  const made = entries()
  // Other parts of the demo may have written under the same account in the same book.
  const types = new Set<string>(made.map(({ type }) => type))
  const written = await writer.write(unit, book, (facts) =>
    facts.some(({ by, type }) => by === account && types.has(type)) ? [] : made
  )
  await writer.write(unit, 'directory', (facts) =>
    missingEnrolment(directory(facts, null), writer.device, label)
  )
  return written
}
