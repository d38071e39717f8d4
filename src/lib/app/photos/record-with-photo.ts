import type { Photo } from '#lib/domain/photos/parts.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { NotKept } from '#lib/ports/ports.ts'
import type { Draft, Outcome, Unsaved } from '../notebook/record.ts'

/** A picture taken at a gate, with its time, Unix ms. */
export interface Shot {
  picture: Blob
  at: number
}

/** The reason why neither the picture nor the fact was saved. */
export type NotSaved = Unsaved | { code: NotKept }
export type PhotoOutcome = Outcome | { ok: false; refusal: NotSaved }

/**
 * Keeps a picture on this phone and records the fact that names it, with the same time; without a picture, records the
 * fact alone. When the picture cannot be kept nothing is recorded: the author decides whether to go without it.
 */
export function recordWithPhoto(
  parts: Pick<BookDeps, 'keepPhoto' | 'record' | 'whole'>,
  shot: Shot | null,
  draftOf: (named: { photo?: Photo }) => Draft
): Promise<PhotoOutcome> {
  return parts.whole(keptAndRecorded(parts, shot, draftOf))
}

async function keptAndRecorded(
  parts: Pick<BookDeps, 'keepPhoto' | 'record'>,
  shot: Shot | null,
  draftOf: (named: { photo?: Photo }) => Draft
): Promise<PhotoOutcome> {
  if (!shot) return parts.record(draftOf({}))
  const photo = await parts.keepPhoto(shot.picture, 'pictures', shot.at)
  if ('code' in photo) return { ok: false, refusal: photo }
  return parts.record({ ...draftOf({ photo }), at: new Date(shot.at).toISOString() })
}
