import type { Photo } from '#lib/domain/photos/parts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Carrier, CarryContext } from '../courier/exchange.ts'
import { abortedBy, type Http } from '../http/http.ts'
import { opaqueName } from '../keys/opaque.ts'
import type { NotKept, NotShown, PhotoCounts, Photos } from '#lib/ports/photos.ts'
import type { Source } from '#lib/ports/source.ts'
import { Subject } from '../subject.ts'
import type { Channel, OpenChannel } from '../tabs.ts'
import type { UnsentPart, UnsentParts } from './unsent-parts.ts'
import type { PhotoSync } from './photo-sync.ts'

export interface PhotosDeps {
  account: string
  key: CryptoKey
  http: Http
  openChannel: OpenChannel
}

/**
 * The photos of one account on this phone. Loads no code and makes no database until there is a photo: most notebooks
 * are opened without any.
 */
export class PhonePhotos implements Photos, Carrier, UnsentParts {
  readonly #channel: Channel<'moved'>
  readonly #closing = new AbortController()
  readonly #http: Http
  readonly #changes = new Subject<PhotoCounts>(() => this.#tell())
  #cabinet: Promise<PhotoSync> | null = null
  #stands: Promise<boolean> | null = null
  #telling = Promise.resolve()

  constructor(private readonly parts: PhotosDeps) {
    this.#http = abortedBy(parts.http, this.#closing.signal)
    this.#channel = parts.openChannel<'moved'>(`photos ${parts.account}`, () => {
      this.#stands = Promise.resolve(true)
      this.#tell()
    })
  }

  /** Keeps a photo for its database, sealed; it then waits for the courier. When a code is returned nothing was kept. */
  async add(home: PhotoHome, blob: Blob): Promise<Photo | { code: NotKept }> {
    const added = await (await this.#opened()).add(home, blob)
    this.#moved()
    return added
  }

  /** Returns the photo that a fact names: from this phone or, when there is a network, from the server. */
  async open(home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }> {
    return (await this.#opened()).open(this.#http, home, photo)
  }

  /** See `PhotoSync.lyingHere`. */
  async lyingHere(home: PhotoHome, photo: Photo): Promise<Blob | null> {
    return (await this.#exists()) ? (await this.#opened()).lyingHere(home, photo) : null
  }

  /** See `PhotoSync.keepBrought`. */
  async keepBrought(...brought: Parameters<Photos['keepBrought']>): Promise<boolean> {
    const kept = await (await this.#opened()).keepBrought(...brought)
    if (kept) this.#moved()
    return kept
  }

  /** Returns the SHA-256 of a picture's bytes, base64url, as a fact would name it. */
  async hashOf(picture: Blob): Promise<string> {
    const { sha256Of } = await import('./hash.ts')
    return sha256Of(new Uint8Array(await picture.arrayBuffer()))
  }

  /** Counts the photos that wait for the courier, and those that the server refused; live. */
  counts(): Source<PhotoCounts> {
    return this.#changes
  }

  /** See `PhotoSync.carry`. */
  async carry(way: CarryContext): Promise<boolean> {
    return (await this.#exists()) && (await this.#opened()).carry(way, () => this.#moved())
  }

  /** See `PhotoSync.eachUnsentPart`. */
  async eachUnsentPart(use: (part: UnsentPart) => Promise<void>): Promise<void> {
    if (await this.#exists()) await (await this.#opened()).eachUnsentPart(use)
  }

  /** See `PhotoSync.sendAgain`. */
  async sendAgain(): Promise<void> {
    if (!(await this.#exists())) return
    await (await this.#opened()).sendAgain()
    this.#moved()
  }

  /** See `PhotoSync.forget`. */
  async forget(photos: readonly string[]): Promise<void> {
    if (!(await this.#exists())) return
    await (await this.#opened()).forget(photos)
    this.#moved()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#channel.close()
    this.#changes.clear()
    await this.#telling
    await (await this.#cabinet)?.close()
  }

  #opened(): Promise<PhotoSync> {
    this.#stands = Promise.resolve(true)
    if (this.#cabinet) return this.#cabinet
    // Another thread may have looked when there was none: it would carry and forget nothing.
    if (!this.#closing.signal.aborted) this.#channel.post('moved')
    return (this.#cabinet = this.#load())
  }

  async #load(): Promise<PhotoSync> {
    const [{ PhotoSync }, name] = await Promise.all([import('./photo-sync.ts'), this.#name()])
    return new PhotoSync(name, this.parts.key)
  }

  #exists(): Promise<boolean> {
    return (this.#stands ??= this.#isThere())
  }

  async #isThere(): Promise<boolean> {
    const name = `_pouch_${await this.#name()}`
    const all = await indexedDB.databases?.().catch(() => null)
    return !all || all.some((database) => database.name === name)
  }

  async #name(): Promise<string> {
    return `antt-photos-${await opaqueName(this.parts.account)}`
  }

  #moved(): void {
    // A photo may have been under way when this was closed.
    if (this.#closing.signal.aborted) return
    this.#channel.post('moved')
    this.#tell()
  }

  /** Runs one count after the other, so that the newest answer comes last. */
  #tell(): void {
    if (!this.#changes.observed) return
    this.#telling = this.#telling.then(async () => {
      try {
        const counts = (await this.#exists())
          ? await (await this.#opened()).counts()
          : { waiting: 0, refused: 0, unsent: [] }
        this.#changes.next(counts)
      } catch (problem) {
        // A failed count is no reason to close the notebook's screens.
        console.error(problem)
      }
    })
  }
}
