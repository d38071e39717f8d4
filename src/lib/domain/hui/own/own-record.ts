import { sha256 } from '@noble/hashes/sha2.js'
import { isId, type Envelope } from '../../fact.ts'
import { isShaped, permissions } from '../../facts.ts'
import { keepsOwn, type Book, type Role } from '../../roles.ts'
import { idTime, uuidv7 } from '../../uuid.ts'

/** The unit and account of a host. */
type Owner = Pick<Envelope, 'unit' | 'by'>

const encoder = new TextEncoder()

/**
 * Returns the id of a line or a person that a host (chủ hụi) records for herself: a UUIDv7 (RFC 9562) whose free bits are those of
 * SHA-256("own" NUL unit NUL account NUL ms). So whoever sees a record can check that it is about what is hers.
 * @param ms Unix ms; another one for each id
 */
export function ownId({ unit, by }: Owner, ms: number): string {
  return uuidv7(ms, sha256(encoder.encode(['own', unit, by, ms].join('\0'))))
}

/** Returns the id of a host as a person of her own lines; officers say which person of their book she is. */
export const ownPerson = (owner: Owner): string => ownId(owner, 0)

/** Tells whether an id is one that this host made; false for what is no id. */
export const isOwnId = (id: string, owner: Owner): boolean => isId(id) && id === ownId(owner, idTime(id))

/** Tells whether a record says that it is about a line of its author's own, or a person whom they know. */
export const isAboutOwn = (fact: Envelope): boolean => isOwnId(subjectOf(fact), fact)

const subjectOf = ({ stream }: Envelope) => stream.slice(stream.indexOf('/') + 1)

/**
 * Tells whether a record is a host's of her own line, or of a person whom she knows: its subject and all people in it bear ids
 * of hers, it says that the host said so (*chủ hụi khai*), and she hosts the line. Refuses what has not the shape of its type.
 */
export function isOwnRecord(fact: Envelope): boolean {
  if (!isShaped(fact)) return false
  const { type, body } = fact
  const subject = subjectOf(fact)
  const named = permissions[type].names?.ids(body, subject) ?? []
  const host =
    type === 'hui.line-agreed' ? body.host : type === 'hui.terms-amended' ? body.changes.host : undefined
  return (
    [subject, ...named].every((id) => isOwnId(id, fact)) &&
    (!('said' in body) || body.said.by === 'host') &&
    (host === undefined || host === ownPerson(fact))
  )
}

/**
 * Tells whether somebody with these roles signed of hụi what is not theirs, as a host: whoever takes in what others bring asks so,
 * beside what roles may write.
 * @param held when it was recorded
 */
export const exceedsOwn = (fact: Envelope, held: readonly Role[]): boolean =>
  keepsOwn(held, fact.book as Book) && !isOwnRecord(fact)
