import { isChainEnvelope } from '#lib/domain/directory/chain-facts.ts'
import { rolesAt, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { BundleContents } from '#lib/domain/peers/bundle/contents.ts'
import {
  maxPhotoBytesOffered,
  maxPhotosOffered,
  type OfferedPhoto
} from '#lib/domain/peers/channel/messages.ts'
import type { ProvingPhone } from '#lib/domain/peers/channel/proof.ts'
import { noFlow, type Flow } from '#lib/domain/peers/channel/progress.ts'
import { secretIn } from '#lib/domain/peers/code.ts'
import { photoHomeOf, photosOf } from '#lib/domain/photos/photo-home.ts'
import { maySee } from '#lib/domain/roles.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { Peers } from '#lib/ports/ports.ts'
import type { ChosenFacts } from '../choose.ts'
import { ChannelEnd, type Conversation } from './conversation.ts'

/** Facts of one part: to pack or unpack more holds up a slow phone’s screen, and a connection that breaks loses one part. */
const partFacts = 250

export interface GiveDeps {
  /** The phone that has proven itself: by its roles in the directory here it is given photos. */
  to: Pick<ProvingPhone, 'account' | 'device'>
  directory(): Promise<Directory>
  /** Unix ms. */
  now(): number
  choose(): Promise<ChosenFacts>
  /** Seals to the server; the same facts again give the same boxes, so that their carrier keeps each once. */
  box(facts: readonly Envelope[]): Promise<SealedBox[]>
  seal(contents: BundleContents): ReturnType<Peers['seal']>
  photo: Peers['photo']
  told(flow: Flow): void
}

/** Sums up what the other phone was given. */
export interface GivenSum {
  /** Records that it lacked and may read, and those that it had already. */
  facts: number
  known: number
  /** Approvals and revocations that it lacked: they go along with whatever is given. */
  chain: number
  /** Records that went sealed, and the boxes that hold them. */
  sealed: number
  boxes: number
}

/**
 * Gives the other phone what it lacks, part after part, each once the one before is taken in; then photos. Progress counts what
 * people recorded, not the approvals that go along. @throws ChannelEnd
 */
export async function give(talk: Conversation, deps: GiveDeps): Promise<GivenSum> {
  const { chain, open, sealed } = await deps.choose()
  const boxes = await deps.box(sealed)
  // Approvals and revocations go first: the taker judges all others by them.
  const facts = [...chain, ...open]
  await talk.say({ kind: 'list', ids: facts.map(({ id }) => id), boxes: boxes.length })
  const { lacks } = await talk.answer<'wanted'>()
  const wanted = chosenOf(facts, lacks)
  const given = recordsIn(wanted)
  let flow: Flow = { ...noFlow, allFacts: given }
  const tell = (change: Partial<Flow>) => deps.told((flow = { ...flow, ...change }))
  tell({})
  for (let i = 0; i < wanted.length; i += partFacts) {
    const part = wanted.slice(i, i + partFacts)
    await givePart(talk, { facts: part, boxes: [] }, deps)
    tell({ facts: flow.facts + recordsIn(part) })
  }
  if (boxes.length > 0) await givePart(talk, { facts: [], boxes }, deps)
  await givePhotos(talk, open, deps, (change) => tell(change(flow)))
  await talk.say({ kind: 'done' })
  return {
    facts: given,
    known: recordsIn(facts) - given,
    chain: wanted.length - given,
    sealed: sealed.length,
    boxes: boxes.length
  }
}

const recordsIn = (facts: readonly Envelope[]): number =>
  facts.filter((fact) => !isChainEnvelope(fact)).length

async function givePart(talk: Conversation, contents: BundleContents, { seal }: GiveDeps): Promise<void> {
  const { code, file } = await seal(contents)
  // The channel is encrypted to a phone that has proven itself: the code may go with it.
  await talk.say({ kind: 'part', code: secretIn(code)!, file })
  await talk.answer<'taken'>()
}

interface HeldPhoto {
  offered: OfferedPhoto
  picture: Blob
}

async function givePhotos(
  talk: Conversation,
  facts: readonly Envelope[],
  deps: GiveDeps,
  tell: (change: (flow: Flow) => Partial<Flow>) => void
): Promise<void> {
  const photos = await photosHere(facts, deps)
  if (photos.length === 0) return
  await talk.say({ kind: 'photo-list', photos: photos.map(({ offered }) => offered) })
  const { lacks } = await talk.answer<'photos-wanted'>()
  const wanted = chosenOf(photos, lacks)
  const allPhotoBytes = wanted.reduce((sum, { offered }) => sum + offered.bytes, 0)
  tell(() => ({ allPhotos: wanted.length, allPhotoBytes }))
  for (const { picture, offered } of wanted) {
    await talk.say({ kind: 'photo', bytes: new Uint8Array(await picture.arrayBuffer()) })
    await talk.answer<'taken'>()
    tell((flow) => ({ photos: flow.photos + 1, photoBytes: flow.photoBytes + offered.bytes }))
  }
}

/**
 * Returns the photos of these facts that lie here and that the other phone may see, as the server would show them to it, each
 * once, the newest first: who reads a book need not see its photos.
 */
async function photosHere(
  facts: readonly Envelope[],
  { to, directory, now, photo }: GiveDeps
): Promise<HeldPhoto[]> {
  const roles = rolesAt(await directory(), to.account, to.device, now())
  const found = new Map<string, HeldPhoto>()
  let room = maxPhotoBytesOffered
  for (const fact of [...facts].reverse()) {
    const home = photoHomeOf(fact)
    if (!maySee(roles, home.place)) continue
    for (const named of photosOf(fact)) {
      if (found.has(named.sha256) || named.bytes > room || found.size >= maxPhotosOffered) continue
      const picture = await photo(home, named)
      // A fact that names another size than its photo has would end the channel at the other phone.
      if (picture?.size !== named.bytes) continue
      const { sha256, bytes } = named
      found.set(sha256, { offered: { fact: fact.id, sha256, bytes }, picture })
      room -= named.bytes
    }
  }
  return [...found.values()]
}

/** Returns those of a list that the other phone lacks. @throws ChannelEnd when it speaks of another list */
function chosenOf<T>(list: readonly T[], lacks: readonly boolean[]): T[] {
  if (lacks.length !== list.length) throw new ChannelEnd('foreign')
  return list.filter((_, i) => lacks[i])
}
