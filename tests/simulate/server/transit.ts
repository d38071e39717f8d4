import * as v from 'valibot'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Actor } from '#lib/domain/rules.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { SealedBox, shareFull, transitDatabase } from '#lib/domain/transit/box.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import { gatewayRole } from '../../../sync-server/gatekeeper/refusal-of.ts'
import type { Holder } from '../../../sync-server/sessions/holder.ts'
import { admitBox, type BoxDeps } from '../../../sync-server/transit/admit-box.ts'
import {
  dropBox,
  firstOfShares,
  keepBox,
  readBox,
  type StoredBox
} from '../../../sync-server/transit/boxes.ts'
import { openBox } from '../../../sync-server/transit/open-box.ts'
import { refile } from '../../../sync-server/transit/refile.ts'
import { shareOf } from '../../../sync-server/transit/share.ts'
import { ok, wrong, type Answered } from './answers.ts'
import { memoryNano } from './memory-nano.ts'
import type { CouchModel, ModelDeps } from './model.ts'

type Carrier = Pick<Actor, 'name' | 'roles'>

/** Writes what a box held, in the name of who carried it; see `transit-write.ts`. */
export interface Taking {
  take(database: string, as: Carrier, docs: readonly CouchDocument[]): Promise<object[]>
}

/** The boxes of the model's server: kept, opened and admitted by its own code. */
export class TransitModel implements Taking {
  readonly #nano = memoryNano()
  readonly #had = new Set<string>()

  constructor(
    private readonly model: CouchModel,
    private readonly deps: ModelDeps,
    private readonly sealing: PublicKey | undefined
  ) {}

  hasHad({ enc }: SealedBox): boolean {
    return this.#had.has(enc)
  }

  /** Answers POST /transit. */
  async keep(body: string | undefined, { account, state }: Holder): Promise<Answered> {
    if (state !== 'approved') return wrong(403, 'forbidden', 'not-approved')
    const read = v.safeParse(SealedBox, JSON.parse(body ?? 'null'))
    if (!read.success) return wrong(400, 'bad_request', 'a sealed box is expected')
    const box = read.output
    if (!this.sealing || box.key !== thumbprint(this.sealing)) return wrong(404, 'not_found', 'no such key')
    const share = await shareOf(box, await this.model.directories.of(box.unit), account)
    if (await keepBox(this.#nano, { via: account, share }, box, this.deps.now()))
      return wrong(429, 'too_many_requests', shareFull)
    this.#had.add(box.enc)
    this.deps.boxed?.()
    return ok({ ok: true }, 201)
  }

  /** Opens what waits, in the turns of the server; what cannot be taken yet stays. */
  async open(unit: string): Promise<void> {
    const database = transitDatabase(unit)
    const met = new Set<string>()
    for (;;) {
      const ids = await firstOfShares(this.#nano, database, (id) => met.has(id))
      if (ids.length === 0) return
      for (const id of ids) {
        met.add(id)
        const box = await readBox(this.#nano, database, id)
        if (box && (await this.#settle(box))) await dropBox(this.#nano, database, box)
      }
    }
  }

  async #settle(box: StoredBox): Promise<boolean> {
    const contents = await openBox(box, this.sealing as never)
    const left = contents && (await admitBox(box, contents, this.#admitting()))
    return left === null || refile(box, left, this.#refiling())
  }

  async take(database: string, { name, roles }: Carrier, docs: readonly CouchDocument[]): Promise<object[]> {
    const shelf = this.model.shelves.get(database)!
    this.deps.writes?.(database, shelf, docs, { account: name } as Holder)
    return shelf.write(docs, { name, roles: [...roles, gatewayRole] }, this.model.judge)
  }

  #refiling(): Parameters<typeof refile>[2] {
    const { directories } = this.model
    return { couch: { nano: this.#nano as never }, directories, sealing: { publicOf: () => this.sealing! } }
  }

  #admitting(): BoxDeps {
    const { shelves, directories } = this.model
    const shelfOf = (name: string) => {
      const shelf = shelves.get(name)
      if (!shelf) throw Object.assign(new Error('no such database'), { statusCode: 404 })
      return shelf
    }
    const row = (name: string, key: string) => {
      const kept = shelfOf(name).all.get(key)
      return kept ? { key, id: key, value: { rev: kept.rev } } : { key, error: 'not_found' }
    }
    const nano = {
      db: { get: async (name: string) => shelfOf(name) },
      use: (name: string) => ({
        fetchRevs: async ({ keys }: { keys: readonly string[] }) => ({
          rows: keys.map((key) => row(name, key))
        })
      })
    }
    const couch = {
      nano,
      take: (...what: Parameters<Taking['take']>) => this.take(...what),
      as: async (name: string, roles: readonly string[]) => ({ name, roles })
    }
    const { seals, now } = this.deps
    return { couch, directories, seals, now: () => now() } as unknown as BoxDeps
  }
}
