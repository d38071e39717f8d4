import PouchDB, { type Database, type Meta } from 'pouchdb-core'
import idb from 'pouchdb-adapter-idb'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { throwIfDiskFull } from '../disk-full.ts'
import { photoDatabase, type PhotoHome } from '#lib/domain/database-names.ts'

PouchDB.plugin(idb)

/** The phone's metadata of a photo it keeps; nothing of its content. */
export interface StoredPhoto extends Photo, PhotoHome {
  state: 'waiting' | 'sent' | 'refused' | 'received'
  /** The number of its parts, from the first, that the server has. */
  sent: number
  /** Code of the server's refusal; only with `refused`. */
  reason?: string
}

const file = 'sealed'

/** The sealed photos of one account on this phone, in a PouchDB of their own, which never sees their content. */
export class PhotoStore {
  #database: Database<StoredPhoto>

  constructor(private readonly name: string) {
    this.#database = opened(name)
  }

  /**
   * Keeps a photo whole or not at all, in one write.
   * @returns false when it is there already
   * @throws DOMException `QuotaExceededError` when the phone is full
   */
  async keep(kept: StoredPhoto, sealed: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const content_type = 'application/octet-stream'
    const data = new Blob([sealed], { type: content_type })
    try {
      const _attachments = { [file]: { content_type, data } }
      await this.#ask((database) => database.put({ _id: idOf(kept), ...kept, _attachments }))
      return true
    } catch (problem) {
      if (statusOf(problem) === 409) return false
      return throwIfDiskFull(problem)
    }
  }

  async find({ unit, place, at }: PhotoHome, { sha256 }: Photo): Promise<StoredPhoto | null> {
    return this.#get(idOf({ unit, place, at, sha256 }))
  }

  /** Returns the sealed bytes; null when the photo is no longer here. */
  async sealed(kept: StoredPhoto): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const blob = await this.#ask((database) => database.getAttachment(idOf(kept), file))
      return new Uint8Array(await blob.arrayBuffer())
    } catch (problem) {
      if (statusOf(problem) === 404) return null
      throw problem
    }
  }

  /** Changes a photo's metadata; another tab may do so at the same time. */
  async mark(
    kept: StoredPhoto,
    change: Partial<Pick<StoredPhoto, 'state' | 'sent' | 'reason'>>
  ): Promise<void> {
    for (;;) {
      const current = await this.#get(idOf(kept))
      if (!current) return
      try {
        await this.#ask((database) => database.put({ ...current, ...change }))
        return
      } catch (problem) {
        if (statusOf(problem) !== 409) throw problem
      }
    }
  }

  /** Removes a photo from this phone. */
  async drop(kept: StoredPhoto): Promise<void> {
    const current = await this.#get(idOf(kept))
    if (current) await this.#ask((database) => database.remove(current))
  }

  /** Returns all photos, oldest first. */
  async all(): Promise<StoredPhoto[]> {
    const { rows } = await this.#ask((database) => database.allDocs({ include_docs: true }))
    return rows.map(({ doc }) => doc).sort((a, b) => a.at - b.at)
  }

  /** Returns the photos in that state, oldest first. */
  async inState(state: StoredPhoto['state']): Promise<StoredPhoto[]> {
    return (await this.all()).filter((kept) => kept.state === state)
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #get(id: string): Promise<(StoredPhoto & Meta) | null> {
    try {
      return await this.#ask((database) => database.get(id))
    } catch (problem) {
      if (statusOf(problem) === 404) return null
      throw problem
    }
  }

  /**
   * Reopens the database after a failure: PouchDB closes its connection for good when a write fails, for example on a
   * full phone.
   */
  async #ask<T>(question: (database: Database<StoredPhoto>) => Promise<T>): Promise<T> {
    const asked = this.#database
    try {
      return await question(asked)
    } catch (problem) {
      const expected = [404, 409].includes(statusOf(problem) ?? 0)
      if (!expected && asked === this.#database) {
        this.#database = opened(this.name)
        await asked.close().catch(() => {})
      }
      throw problem
    }
  }
}

const opened = (name: string) => new PouchDB<StoredPhoto>(name, { adapter: 'idb', auto_compaction: true })

/** Evidence has only the unit's name in its id: so did all photos once, and those have no `place`. */
const idOf = (kept: PhotoHome & { sha256: string }) =>
  `photo.${kept.place === 'pictures' ? photoDatabase(kept) : kept.unit}.${kept.sha256}`

const statusOf = (problem: unknown) => (problem as { status?: number } | null)?.status
