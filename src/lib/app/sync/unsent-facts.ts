import { codeOr, maxAsideReason } from '#lib/domain/devices/facts.ts'
import { signedPart } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import { isDamaged, isKeptHere, type StoredFact } from '#lib/domain/stored.ts'
import { firstValue } from '../notebook/first-value.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { UnsettledState } from '#lib/ports/ports.ts'
import type { Outcome } from '../notebook/record.ts'
import type { SignatureStatus } from '../notebook/signature-check.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { isDamaged, isKeptHere, maxAsideReason }

/** The states of facts that the server does not have, including what their author decided about them, and what stays here. */
const states: readonly (UnsettledState | 'kept')[] = ['refused', 'pending', 'set-aside', 'kept']

/** Offers refused records again; resolves when that was tried. */
export async function sendAgain({ sync }: Notebook, facts: readonly StoredFact[]): Promise<void> {
  await sync.mark(
    facts.map(({ id }) => id),
    'pending'
  )
  await sync.sendPhotosAgain()
}

/**
 * Tells whether this phone may explain the number of that record: only the key that gave it out may, in a book that it
 * still reads.
 */
export function maySetAside(notebook: Notebook, { device, book }: StoredFact): boolean {
  return (
    device === notebook.deviceId && notebook.mayWrite('device.set-aside') && notebook.mayRead(book as Book)
  )
}

/**
 * Explains a record's number to everybody who reads the book, then sets the refused record aside: it stays on this
 * phone.
 */
export async function setAside(notebook: Notebook, fact: StoredFact, reason: string): Promise<Outcome> {
  const { unit, book, device, n } = fact
  const outcome = await notebook.record({
    unit,
    book: book as Book,
    stream: `device/${device}`,
    type: 'device.set-aside',
    body: { n, code: codeOr(fact.reason), reason: cleanText(reason) }
  })
  if (outcome.ok) await notebook.sync.mark([fact.id], 'set-aside')
  return outcome
}

/** An exported record, with the result of its signature check. */
export interface UnsentFact {
  fact: StoredFact
  signed: SignatureStatus
}

/**
 * Returns everything that this account wrote here and the server does not have: refused, waiting, set aside, and a host's own. Leaves out
 * what is in the private book when the account no longer reads that.
 */
export async function unsentFacts(notebook: Notebook): Promise<UnsentFact[]> {
  const lists = await Promise.all(states.map((state) => firstValue(notebook.sync.inState(state))))
  const taken = lists.flat().filter(({ book }) => book !== 'private' || notebook.mayRead('private'))
  return Promise.all(taken.map(async (fact) => ({ fact, signed: await notebook.signed(fact) })))
}

/**
 * Returns the records as they were signed, one per row, after those by which their phones introduced their keys, so
 * that anybody can verify each.
 */
export async function exportText(notebook: Notebook, taken: readonly UnsentFact[]): Promise<string> {
  const devices = [...new Set(taken.map(({ fact }) => fact.device))]
  const streams = await Promise.all(devices.map((id) => firstValue(notebook.stream(`device/${id}`))))
  const introduced = streams.flat().filter(({ type }) => type === 'directory.device-enrolled')
  const all = new Map([...introduced, ...taken.map(({ fact }) => fact)].map((fact) => [fact.id, fact]))
  // A record that cannot be opened is no longer what was signed.
  return [...all.values()]
    .filter((fact) => !isDamaged(fact))
    .map((fact) => `${JSON.stringify(signedPart(fact))}\n`)
    .join('')
}
