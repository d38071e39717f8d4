import { maxConfirmed } from '#lib/domain/directory/confirmation-facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'

/** Confirms records of a phone that came after it had left; at most as many as one fact names. */
export function confirm(
  notebook: Notebook,
  device: string,
  facts: readonly Pick<StoredFact, 'id'>[]
): Promise<Outcome> {
  return notebook.record({
    unit: notebook.unit,
    book: 'directory',
    stream: `device/${device}`,
    type: 'directory.records-confirmed',
    body: { records: facts.slice(0, maxConfirmed).map(({ id }) => id) }
  })
}
