import { hasOwnId } from '#lib/domain/certified-id.ts'
import { isAboutOwn, isOwnRecord } from '#lib/domain/hui/own/own-record.ts'
import { recordsIn } from '#lib/domain/peers/copy-lines.ts'
import { verified, type TakeInDeps } from './take-in.ts'

type CopyDeps = Pick<TakeInDeps, 'unit' | 'account' | 'known' | 'verify'> & {
  store: TakeInDeps['peers']['store']
}

/** Counts what came of a copy. */
export interface TakenCopy {
  added: number
  known: number
  /** Lines of it that are no record any more, or not one as a phone of hers signed it. */
  refused: number
}

/** UTF-8 bytes of a copy, more than a host writes in many years. */
export const maxCopyBytes = 32 * 1024 * 1024

/**
 * Takes a host's own book in again from a copy that a phone of hers saved: one signed record a line. Keeps what is hers and
 * verified by the directory here, and nothing else; the same copy again changes nothing. Asks what the records are, not which
 * role she has now: an account that has become an officer's has its own lines again.
 * @returns null where it is no such copy
 */
export async function takeOwnCopy(text: string, deps: CopyDeps): Promise<TakenCopy | null> {
  const { account, store } = deps
  const read = recordsIn(text)
  if (!read) return null
  const own = read.records.filter((fact) => fact.by === account && fact.book === 'hui' && isAboutOwn(fact))
  const hers = own.filter((fact) => hasOwnId(fact) && isOwnRecord(fact))
  // Judged as by the host that she was as she kept it.
  const { genuine } = await verified(hers, { ...deps, roles: ['host'] })
  const fresh = await store.carry(genuine, 'kept')
  const added = fresh.size
  return { added, known: genuine.length - added, refused: own.length - genuine.length + read.spoilt }
}
