import type { Photo } from '#lib/domain/photos/parts.ts'
import type { PhotoPlace } from '#lib/domain/roles.ts'
import type { NotKept, Ports, Session } from '#lib/ports/ports.ts'
import { PendingWrites } from './pending-writes.ts'
import { record, type Draft, type Outcome, type RecordDeps } from './record.ts'
import type { AccountRights } from './account-rights.svelte.ts'

export interface WriterDeps {
  rights: AccountRights
  refuse: RecordDeps['refuse']
  /** Tells whether the site's data were cleared, so that nothing can be saved here any more. */
  isCleared(): boolean
}

/** Saves the facts and photos of an open notebook; the courier yields to each save. */
export class NotebookWriter {
  readonly pending = new PendingWrites()
  #askedToKeep = false

  constructor(
    private readonly session: Session,
    private readonly ports: Ports,
    private readonly deps: WriterDeps
  ) {}

  record(draft: Draft): Promise<Outcome> {
    const saving = this.#save(draft)
    // If the browser cannot be asked now, the next record asks.
    void this.#askToKeep(saving).catch(() => {})
    return saving
  }

  /** Keeps a picture taken at `at` (Unix ms), sealed; the courier uploads it. */
  keepPhoto(picture: Blob, place: PhotoPlace, at: number): Promise<Photo | { code: NotKept }> {
    const { photos, courier, unit } = this.session
    const keeping = photos.add({ unit, place, at }, picture)
    courier.giveWayTo(keeping)
    return this.pending.add(keeping)
  }

  /** Introduces this phone's key to the unit once: a second fact for the same device would be noise. */
  async enrol(label: string): Promise<void> {
    const { store, keys, unit } = this.session
    if (await store.knowsDevice(keys.device.id)) return
    const stream = `device/${keys.device.id}`
    const body = { key: keys.device.publicKey, label }
    await this.#save({ unit, book: 'directory', stream, type: 'directory.device-enrolled', body })
  }

  #save(draft: Draft): Promise<Outcome> {
    const { store, courier, keys } = this.session
    const { rights, refuse, isCleared } = this.deps
    const deps = { clock: this.ports.clock, store, identity: rights.identity, device: keys.device, refuse }
    const saving = record(draft, deps).then((outcome): Outcome => {
      if (outcome.ok || !isCleared()) return outcome
      return { ok: false, refusal: { code: 'site-cleared' } }
    })
    courier.giveWayTo(saving)
    return this.pending.add(saving)
  }

  /** Asks the browser to keep the site's data, once and after a record: browsers are readier to promise it after a tap. */
  async #askToKeep(saving: Promise<Outcome>): Promise<void> {
    if (this.#askedToKeep || !(await saving).ok) return
    const space = await this.ports.openSpace()
    this.#askedToKeep = true
    if ((await space.state()).kept === false) await space.keep()
  }
}
