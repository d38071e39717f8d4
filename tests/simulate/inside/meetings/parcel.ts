import type { BundleChoice } from '#lib/app/peers/peers-store.ts'
import { openBundle } from '#lib/data/peers/bundle-file.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { SealedBundle } from '#lib/ports/peers.ts'
import { readers, type Book, type Role } from '#lib/domain/roles.ts'
import { Broken, short } from '../broken.ts'
import type { HostileMember } from '../hostile/member.ts'
import type { Phone } from '../phone/phone.ts'
import type { World } from '../world.ts'
import { openBox } from './instant-box.ts'

/** A bundle in somebody's pocket, and what this history knows of it. */
export interface Parcel {
  bundle: SealedBundle
  giver: Phone | HostileMember
  /** The phone that it names has not signed it. */
  isForged?: boolean
  /** The account that it is for. */
  to: string
  open: readonly Envelope[]
  /** The ids of what only the server can read in it. */
  sealed: readonly string[]
  /** Phones that have taken in all of it. */
  readonly takenBy: Set<Phone>
}

/** Tells whether a role reads a book. */
export const mayOpen = (role: Role, { book }: Pick<Envelope, 'book'>): boolean =>
  readers[book as Book].includes(role)

/** A file as a phone is given it. */
export const fileOf = (bytes: Uint8Array<ArrayBuffer>): Blob =>
  ({ size: bytes.length, arrayBuffer: async () => bytes.slice().buffer }) as unknown as Blob

/** Has somebody make a bundle for an account; null where there is nothing to hand over, or the app is closed. */
export async function makes(giver: Phone, to: Phone, choice: BundleChoice): Promise<Parcel | null> {
  const bundle = (await giver.tabs[0]?.peers.give(to.account, choice)) ?? null
  if (!bundle) return null
  const parcel = await looksInto(giver.world, bundle, giver, to.account)
  giver.tell(`makes a bundle for ${to.account}: ${parcel.open.length} open, ${parcel.sealed.length} sealed`)
  const closed = parcel.open.find((fact) => !mayOpen(to.role, fact))
  if (closed) throw new Broken('readers', `${short(closed.id)} of ${closed.book} is handed to ${to.name}`)
  return parcel
}

export async function looksInto(
  { unit, sealing }: World,
  bundle: SealedBundle,
  giver: Parcel['giver'],
  to: string
): Promise<Parcel> {
  const opened = await openBundle(fileOf(bundle.file), bundle.code, unit)
  const contents = 'code' in opened ? null : await opened.contents()
  if (!contents) throw new Broken('sound', 'a bundle as it was made does not open')
  const sealed: string[] = []
  for (const box of contents.boxes) {
    const there = await openBox(box, sealing.publicKey)
    if (there && 'facts' in there) sealed.push(...there.facts.map((doc) => String(doc['_id'])))
  }
  return { bundle, giver, to, open: contents.facts, sealed, takenBy: new Set() }
}
