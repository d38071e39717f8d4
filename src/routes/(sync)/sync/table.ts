import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Book } from '#lib/domain/roles.ts'
import { recordedAt } from '#lib/app/notebook/fact-times.ts'
import type { UnsentFact } from '#lib/app/sync/unsent-facts.ts'
import { date, time } from '#lib/i18n/format.ts'
import { otherPhoneWords } from '#lib/i18n/devices/other-devices.ts'
import { refusedReason } from '#lib/i18n/sync/refusals.ts'
import { signatureWords } from '#lib/i18n/signatures.ts'
import { unsentWords } from '#lib/i18n/sync/unsent.ts'
import { words } from '#lib/i18n/words.ts'
import { csv } from '#lib/shell/files/csv.ts'
import { placeOf, typedOf, whatOf } from '#lib/i18n/record-text.ts'

/** Returns a table of the records the server does not have, one row per record. */
export function tableOf(taken: readonly UnsentFact[], directory: Pick<Directory, 'gates'>): string {
  const { columns } = unsentWords.files
  const rows = taken.map(({ fact, signed }) => {
    const [at, written] = [Date.parse(fact.at), recordedAt(fact)]
    return [
      date(at),
      time(at),
      whatOf(fact),
      placeOf(fact, directory),
      typedOf(fact),
      words.sync[fact.sync],
      ['pending', 'kept'].includes(fact.sync) && fact.reason === undefined ? '' : refusedReason(fact.reason),
      `${date(written)} ${time(written)}`,
      otherPhoneWords.book(fact.book as Book),
      String(fact.n),
      fact.id,
      signatureWords.states[signed]
    ]
  })
  return csv([[...Object.values(columns), signatureWords.column], ...rows])
}
