import { dayMs } from '#lib/domain/day-sums.ts'
import { keptMs } from '#lib/domain/strangers/strangers.ts'
import { cut, type Photo } from '#lib/domain/photos/parts.ts'
import { photoDatabase, type PhotoHome } from '#lib/domain/database-names.ts'
import type { CarryContext } from '../courier/exchange.ts'
import type { Http } from '../http/http.ts'
import type { NotKept, NotShown, PhotoCounts } from '#lib/ports/photos.ts'
import { sealBytes, unsealBytes } from '../keys/seal.ts'
import { isDue } from '../daily.ts'
import { deliverPhoto } from './deliver-photo.ts'
import { fetchPhoto } from './fetch-photo.ts'
import { sha256Of } from './hash.ts'
import { pictureOf } from './picture.ts'
import { PhotoStore, type StoredPhoto } from './photo-store.ts'
import type { UnsentPart } from './unsent-parts.ts'
import { deliveryStatus } from './delivery-status.ts'

/** The number of most recently uploaded photos that a phone checks on the server. */
const recent = 200

/** The part of `PhonePhotos` that works with photos; it loads with the first one. */
export class PhotoSync {
  readonly #shelf: PhotoStore
  #dropAt = 0
  #againAt: number | null = null
  #askAt = 0
  readonly #fetching = new Map<string, Promise<Blob | { code: NotShown }>>()

  constructor(
    name: string,
    private readonly key: CryptoKey
  ) {
    this.#shelf = new PhotoStore(name)
  }

  async add(home: PhotoHome, blob: Blob): Promise<Photo | { code: NotKept }> {
    const picture = await pictureOf(blob)
    if (!picture) return { code: 'not-a-picture' }
    const { bytes, type } = picture
    const [sha256, ...parts] = await Promise.all([bytes, ...cut(bytes)].map(sha256Of))
    const photo = { sha256: sha256!, type, bytes: bytes.length, parts }
    try {
      await this.#keep({ ...photo, ...home, state: 'waiting', sent: 0 }, bytes)
      return photo
    } catch (problem) {
      if ((problem as Error).name === 'QuotaExceededError') return { code: 'storage-full' }
      console.error(problem)
      return { code: 'storage-broken' }
    }
  }

  /** Keeps a photo sealed; offers one again that the server once refused. */
  async #keep(kept: StoredPhoto, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const sealed = await sealBytes(this.key, nameOf(kept), bytes)
    if (await this.#shelf.keep(kept, sealed)) return
    const there = await this.#shelf.find(kept, kept)
    if (there?.state === 'refused') await this.#shelf.mark(there, { state: 'waiting', sent: 0 })
  }

  /** Returns the photo from this phone, or else from the server; simultaneous calls share one answer. */
  open(http: Http, home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }> {
    const id = `${photoDatabase(home)} ${photo.sha256}`
    const running = this.#fetching.get(id)
    if (running) return running
    const opening = this.#open(http, home, photo).finally(() => this.#fetching.delete(id))
    this.#fetching.set(id, opening)
    return opening
  }

  async #open(http: Http, home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }> {
    const kept = await this.#shelf.find(home, photo)
    const here = kept && (await this.#unsealed(kept))
    if (here) return new Blob([here], { type: photo.type })
    const bytes = await fetchPhoto(http, home, photo)
    // The copy here is damaged, and no other is available now.
    if ('code' in bytes) return kept ? { code: 'not-matching' } : bytes
    if (kept) await this.#shelf.drop(kept)
    // A full phone still shows what it cannot keep.
    await this.#keep({ ...photo, ...home, state: 'received', sent: 0 }, bytes).catch(() => {})
    return new Blob([bytes], { type: photo.type })
  }

  /** Returns a photo that lies here whole, without asking the server; null: it does not. */
  async lyingHere(home: PhotoHome, photo: Photo): Promise<Blob | null> {
    const kept = await this.#shelf.find(home, photo)
    const bytes = kept && (await this.#unsealed(kept))
    return bytes && new Blob([bytes], { type: photo.type })
  }

  /** Keeps a photo that another phone handed over, if its bytes and all its parts are what its fact says. */
  async keepBrought(home: PhotoHome, photo: Photo, picture: Blob, isCarried: boolean): Promise<boolean> {
    if (picture.size !== photo.bytes) return false
    const bytes = new Uint8Array(await picture.arrayBuffer())
    const hashes = await Promise.all([bytes, ...cut(bytes)].map(sha256Of))
    const named = [photo.sha256, ...photo.parts]
    if (hashes.length !== named.length || hashes.some((hash, i) => hash !== named[i])) return false
    await this.#keep({ ...photo, ...home, state: isCarried ? 'waiting' : 'received', sent: 0 }, bytes)
    return true
  }

  /**
   * Uploads what waits, oldest first, part by part; `moved` runs after each photo that is done.
   * @returns true when something was left for later because something more urgent waits
   * @throws Halt when the network, the session or the server ends the exchange
   */
  async carry(way: CarryContext, moved: () => void): Promise<boolean> {
    const now = way.http.now()
    await this.#dropOld(now)
    await this.#offerDaily(now)
    for (const kept of await this.#shelf.inState('waiting')) {
      if (way.hurried()) return true
      const bytes = await this.#unsealed(kept)
      const arrived = (sent: number) => this.#shelf.mark(kept, { sent })
      const delivered = bytes ? await deliverPhoto(kept, bytes, way, arrived) : lost
      if (delivered.end === 'waiting') continue
      const { end: state, ...why } = delivered
      await this.#shelf.mark(kept, { state, ...why })
      moved()
    }
    return way.hurried() || this.#askAfter(way, moved)
  }

  /** Runs with each part that the server does not have, the oldest photo first. */
  async eachUnsentPart(use: (part: UnsentPart) => Promise<void>): Promise<void> {
    const unsent = (await this.#shelf.all()).filter(
      ({ state, reason }) => state === 'waiting' || (state === 'refused' && reason !== lost.reason)
    )
    for (const { sent, parts, ...kept } of unsent) {
      let bytes: Promise<Uint8Array<ArrayBuffer> | null> | undefined
      const whole = () => (bytes ??= this.#unsealed({ ...kept, sent, parts }))
      const { unit, place, at } = kept
      for (const [i, hash] of parts.entries()) {
        if (i < sent) continue
        const read = async () => cut((await whole()) ?? new Uint8Array())[i] ?? null
        await use({ unit, place, at, hash, isLast: i === parts.length - 1, read })
      }
    }
  }

  /** Offers refused photos again: the server may accept them once their author has the right again. */
  async sendAgain(): Promise<void> {
    for (const kept of await this.#shelf.inState('refused'))
      if (kept.reason !== lost.reason) await this.#shelf.mark(kept, { state: 'waiting' })
  }

  async #offerDaily(now: number): Promise<void> {
    const isFirst = this.#againAt === null
    if (!isFirst && !isDue(this.#againAt!, now)) return
    this.#againAt = now + dayMs
    if (!isFirst) await this.sendAgain()
  }

  /**
   * Checks once a day, and when the app starts, whether the server still has what this phone uploaded last. Offers
   * again what it lost; drops here what was erased there. @returns whether something waits
   */
  async #askAfter({ http }: CarryContext, moved: () => void): Promise<boolean> {
    const now = http.now()
    if (!isDue(this.#askAt, now)) return false
    const sent = (await this.#shelf.inState('sent')).slice(-recent)
    const { missing, erased } = await deliveryStatus(http, sent, now)
    for (const kept of erased) await this.#shelf.drop(kept)
    for (const [kept, part] of missing) await this.#shelf.mark(kept, { state: 'waiting', sent: part })
    this.#askAt = now + dayMs
    if (missing.size > 0) moved()
    return missing.size > 0
  }

  /**
   * Drops old pictures taken at gates, once a day: a phone keeps them for as long as strangers are kept. The server
   * still has those that are linked to an incident; those that still wait for it stay.
   */
  async #dropOld(now: number): Promise<void> {
    if (!isDue(this.#dropAt, now)) return
    this.#dropAt = now + dayMs
    const settled = [...(await this.#shelf.inState('sent')), ...(await this.#shelf.inState('received'))]
    for (const kept of settled)
      if (kept.place === 'pictures' && kept.at + keptMs <= now) await this.#shelf.drop(kept)
  }

  /** Removes erased photos from this phone, even those that were not sent. */
  async forget(photos: readonly string[]): Promise<void> {
    for (const kept of await this.#shelf.all()) if (photos.includes(kept.sha256)) await this.#shelf.drop(kept)
  }

  async counts(): Promise<PhotoCounts> {
    const unsent = (await this.#shelf.all()).flatMap(({ sha256, state, reason }) =>
      state === 'waiting' || state === 'refused'
        ? { sha256, state, ...(reason !== undefined && { reason }) }
        : []
    )
    const refused = unsent.filter(({ state }) => state === 'refused').length
    return { waiting: unsent.length - refused, refused, unsent }
  }

  close(): Promise<void> {
    return this.#shelf.close()
  }

  /** Returns the photo's bytes; null when the copy on the phone is damaged, changed or lost. */
  async #unsealed(kept: StoredPhoto): Promise<Uint8Array<ArrayBuffer> | null> {
    const sealed = await this.#shelf.sealed(kept)
    if (!sealed) return null
    return unsealBytes(this.key, nameOf(kept), sealed).catch(() => null)
  }
}

/** The outcome when the copy here is damaged or gone: nobody can send it any more. */
const lost = { end: 'refused', reason: 'lost' } as const

/** Returns the name that a sealed photo is bound to. */
const nameOf = ({ sha256 }: Photo) => `photo ${sha256}`
