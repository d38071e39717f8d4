import type { StoredFact } from '#lib/domain/stored.ts'
import type { StoredEntry, StoredIncident } from './incident-store.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { NotShown } from '#lib/ports/ports.ts'
import type { SignatureStatus } from '../notebook/signature-check.ts'

type PhotoEntry = Extract<StoredEntry, { kind: 'photo' }>

/** A photo as printed on paper. */
export interface PaperPhoto {
  entry: PhotoEntry
  /** Null when it is not available, or is not the one that its record names. */
  picture: Blob | null
  /** SHA-256 recomputed from the bytes available, base64url; null: there are none. */
  sha256: string | null
  /** The result of comparing it with its record, or the reason why that was not possible now. */
  standing: 'matches' | 'differs' | Exclude<NotShown, 'not-matching'>
}

/** Everything about an incident that can be checked, as of this moment. */
export interface IncidentPaper {
  photos: readonly PaperPhoto[]
  signatures: ReadonlyMap<StoredFact, SignatureStatus>
}

type Opener = Pick<Notebook, 'signed' | 'openPhoto' | 'hashOf'>

/** Checks every signature of an incident, and recomputes the hash of each photo from its bytes. */
export async function checked({ story }: StoredIncident, notebook: Opener): Promise<IncidentPaper> {
  const photos = story.filter((entry) => entry.kind === 'photo')
  const signing = story.map(async ({ fact }) => [fact, await notebook.signed(fact)] as const)
  return {
    photos: await Promise.all(photos.map((entry) => photoOf(entry, notebook))),
    signatures: new Map(await Promise.all(signing))
  }
}

async function photoOf(entry: PhotoEntry, notebook: Opener): Promise<PaperPhoto> {
  const { fact, photo } = entry
  const home = { unit: fact.unit, place: 'evidence', at: Date.parse(fact.at) } as const
  const opened = await notebook.openPhoto(home, photo)
  if (!(opened instanceof Blob)) {
    const standing = opened.code === 'not-matching' ? 'differs' : opened.code
    return { entry, picture: null, sha256: null, standing }
  }
  const sha256 = await notebook.hashOf(opened)
  const matches = sha256 === photo.sha256
  return { entry, picture: matches ? opened : null, sha256, standing: matches ? 'matches' : 'differs' }
}
