import type { Directory, Gate } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { maxNamedGates, type Notice } from '#lib/domain/notice.ts'
import type { NoticeContent } from './notice-rules.ts'
import type { Subscription } from './subscriptions.ts'

/** Returns the id after a stream's slash. */
export const streamSubject = ({ stream }: Pick<Envelope, 'stream'>): string =>
  stream.slice(stream.indexOf('/') + 1)

/** Returns those of these gates that are in use. */
export const inUse = (known: Directory, gates: readonly string[]): Gate[] =>
  gates.flatMap((gate) => known.gates.get(gate) ?? [])

/** Returns as many names as a notice tells. */
export const namesOf = (gates: readonly { name: string }[]): string[] =>
  gates.slice(0, maxNamedGates).map(({ name }) => name)

/** Makes the notice of a fact for one phone. */
export function phoneNotice(
  fact: Envelope,
  { subject: about, ...telling }: NoticeContent & Pick<Notice, 'subject'>,
  known: Directory,
  { language }: Subscription
): Notice {
  // Of an account a push says no more than that it is the reader's own.
  const subject = telling.about === 'account' ? 'own' : about
  const name = (telling.about === 'gate' ? known.gates.get(subject)?.name : known.unit?.name) ?? ''
  return { v: 1, id: fact.id, subject, name, at: Date.parse(fact.at), language, ...telling }
}
