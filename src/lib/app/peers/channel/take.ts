import { isChainEnvelope } from '#lib/domain/directory/chain-facts.ts'
import { isDamaged } from '#lib/domain/stored.ts'
import { AnnouncedGift } from '#lib/domain/peers/channel/announced-gift.ts'
import {
  maxPhotoBytesOffered,
  type MessageOf,
  type OfferedPhoto,
  type TakenCounts
} from '#lib/domain/peers/channel/messages.ts'
import { noFlow, type Flow } from '#lib/domain/peers/channel/progress.ts'
import type { ChannelRefusal } from '#lib/domain/peers/channel/refusals.ts'
import { codeOf } from '#lib/domain/peers/code.ts'
import type { BundleRefusal, CarriedRefusal, UnopenedBundle } from '#lib/domain/peers/refusals.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { photoHomeOf, photosOf } from '#lib/domain/photos/photo-home.ts'
import { maySee, photoRights, type Role } from '#lib/domain/roles.ts'
import type { OpenedBundle, Peers } from '#lib/ports/ports.ts'
import { firstValue } from '../../notebook/first-value.ts'
import type { TakenIn } from '../take-in.ts'
import { ChannelEnd, type Conversation } from './conversation.ts'

export interface TakeDeps {
  roles: readonly Role[]
  /** Takes a bundle in, see `takeIn`. */
  take(opened: OpenedBundle | { code: UnopenedBundle }): Promise<TakenIn | { code: BundleRefusal }>
  peers: Pick<Peers, 'open' | 'photo' | 'keepPhoto'> & {
    store: Pick<Peers['store'], 'book' | 'held' | 'withIds'>
  }
  told(flow: Flow): void
}

/** Sums up what a channel has brought. */
export interface TakenSum extends TakenCounts {
  /** Approvals and revocations that are new here, which no other count has. */
  chain: number
  photos: number
  why: ReadonlyMap<CarriedRefusal, number>
}

/**
 * Takes what the other phone gives: asks only for what is not here, and lets nothing in but what was
 * listed, by `take`. @throws ChannelEnd
 */
export async function take(talk: Conversation, deps: TakeDeps): Promise<TakenSum> {
  const { ids, boxes } = await talk.gift<'list'>()
  const held = await deps.peers.store.held(ids)
  const lacks = ids.map((id) => !held.has(id))
  const lacking = lacks.filter(Boolean).length
  const announced = new AnnouncedGift(
    ids.filter((id) => !held.has(id)),
    boxes
  )
  const why = new Map<CarriedRefusal, number>()
  const known = await recordsAmong(held, deps.peers)
  const sum = { added: 0, known, chain: 0, refused: 0, boxes: 0, photos: 0, why }
  let all = lacking
  let flow: Flow = { ...noFlow, allFacts: all }
  const tell = (change: Partial<Flow>) => deps.told((flow = { ...flow, ...change }))
  tell({})
  await talk.say({ kind: 'wanted', lacks })
  for (;;) {
    const gift = await talk.gift<'part' | 'photo-list' | 'done'>()
    if (gift.kind === 'done') return sum
    if (gift.kind === 'photo-list') {
      sum.photos = await takePhotos(talk, gift, deps, (change) => tell(change(flow)))
      return sum
    }
    const { chain, ...counts } = await takePart(gift, announced, deps, why)
    for (const key of ['added', 'known', 'refused', 'boxes'] as const) sum[key] += counts[key]
    sum.chain += chain
    // Only now it is known which of the ids were of approvals.
    all -= chain
    tell({ allFacts: all, facts: Math.min(all, flow.facts + counts.added + counts.known + counts.refused) })
    await talk.say({ kind: 'taken', ...counts })
  }
}

async function takePart(
  { code, file }: MessageOf<'part'>,
  announced: AnnouncedGift,
  { take, peers }: TakeDeps,
  why: Map<CarriedRefusal, number>
): Promise<TakenCounts & Pick<TakenSum, 'chain'>> {
  const opened = await peers.open(new Blob([file]), codeOf(code))
  const report = await take('code' in opened ? opened : admitted(opened, announced))
  if ('code' in report) throw new ChannelEnd(ofSender(report.code))
  let refused = 0
  for (const [reason, count] of report.refused) {
    refused += count
    why.set(reason, (why.get(reason) ?? 0) + count)
  }
  const { added, known, chain, boxes } = report
  return { added, known, chain, refused, boxes }
}

/** Counts those of some facts here that people recorded: approvals and revocations go along by themselves. */
async function recordsAmong(held: ReadonlySet<string>, { store }: TakeDeps['peers']): Promise<number> {
  if (held.size === 0) return 0
  const directory = await firstValue(store.book('directory'))
  return held.size - directory.filter((fact) => held.has(fact.id) && isChainEnvelope(fact)).length
}

/** Has a bundle be read only as far as what it brings was announced. @throws ChannelEnd from `contents`, before any of it is kept */
const admitted = (opened: OpenedBundle, announced: AnnouncedGift): OpenedBundle => ({
  ...opened,
  async contents() {
    const contents = await opened.contents()
    if (contents && !announced.admits(contents)) throw new ChannelEnd('unlisted')
    return contents
  }
})

/** Tells of its sender what the sender is; any other fault no phone of this project has in a bundle for this one. */
const ofSender = (code: BundleRefusal): ChannelRefusal =>
  code === 'unknown-sender' || code === 'barred-sender' || code === 'expired-sender' ? code : 'foreign'

interface WantedPhoto {
  home: PhotoHome
  photo: Photo
}

async function takePhotos(
  talk: Conversation,
  { photos }: MessageOf<'photo-list'>,
  { peers, roles, ...deps }: TakeDeps,
  tell: (change: (flow: Flow) => Partial<Flow>) => void
): Promise<number> {
  const wanted = await lackingPhotos(photos, { peers, roles, ...deps })
  const all = wanted.filter((found) => found !== null)
  tell(() => ({ allPhotos: all.length, allPhotoBytes: all.reduce((sum, { photo }) => sum + photo.bytes, 0) }))
  await talk.say({ kind: 'photos-wanted', lacks: wanted.map((found) => found !== null) })
  for (const { home, photo } of all) {
    const gift = await talk.gift<'photo' | 'done'>()
    if (gift.kind === 'done') throw new ChannelEnd('foreign')
    const isCarried = photoRights[home.place].writers.some((role) => roles.includes(role))
    const isKept = await peers.keepPhoto(home, photo, new Blob([gift.bytes]), isCarried)
    if (!isKept) throw new ChannelEnd('foreign')
    tell((flow) => ({ photos: flow.photos + 1, photoBytes: flow.photoBytes + photo.bytes }))
    await talk.say({ kind: 'taken', added: 1, known: 0, refused: 0, boxes: 0 })
  }
  const last = await talk.gift<'photo' | 'done'>()
  if (last.kind !== 'done') throw new ChannelEnd('foreign')
  return all.length
}

/**
 * Returns, for each photo offered, how a fact that lies here describes it; null where none does, it lies here too, or no giver offers so
 * much.
 */
async function lackingPhotos(
  photos: readonly OfferedPhoto[],
  { peers, roles }: Pick<TakeDeps, 'peers' | 'roles'>
): Promise<(WantedPhoto | null)[]> {
  const facts = new Map(
    (await peers.store.withIds(photos.map(({ fact }) => fact))).map((fact) => [fact.id, fact])
  )
  const found: (WantedPhoto | null)[] = []
  let room = maxPhotoBytesOffered
  for (const { fact: id, sha256 } of photos) {
    const fact = facts.get(id)
    const photo =
      fact && !isDamaged(fact) ? photosOf(fact).find((named) => named.sha256 === sha256) : undefined
    const home = fact && photoHomeOf(fact)
    const mayLack = photo && home && photo.bytes <= room && maySee(roles, home.place)
    const isLacking = mayLack && !(await peers.photo(home, photo))
    if (isLacking) room -= photo.bytes
    found.push(isLacking ? { home, photo } : null)
  }
  return found
}
