import { countIn, type DaySums } from '#lib/domain/day-sums.ts'
import { isId } from '#lib/domain/fact.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Actor } from '#lib/domain/rules.ts'
import type { Seals } from '../../../sync-server/admission/seals.ts'
import type { Directories } from '../../../sync-server/directories.ts'
import type { Roots } from '../../../sync-server/directory/roots.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import { gatewayRole } from '../../../sync-server/gatekeeper/refusal-of.ts'
import { decide } from '../../../sync-server/gateway/allow-list.ts'
import { admitFacts, sealedRows } from '../../../sync-server/admission/admit-facts.ts'
import { readRequestBody } from '../../../sync-server/gateway/request-body.ts'
import type { Holder } from '../../../sync-server/sessions/holder.ts'
import { TransitModel } from './transit.ts'
import { ok, wrong, type Answered, type Asked } from './answers.ts'
import { SessionModel } from './session-model.ts'
import type { Judge, Make, Row, Shelf } from './shelf.ts'
import { unitDirectories } from './unit-directories.ts'

export interface ModelDeps {
  seals: Seals
  roots: Pick<Roots, 'rootOf'>
  /** Unix ms. */
  now(): number
  /** Told before a member's facts are written. */
  writes?(name: string, shelf: Shelf, docs: readonly CouchDocument[], holder: Holder): void
  /** The key to which boxes are sealed, if any are. */
  sealing?: PublicKey
  /** Told when a box has been kept. */
  boxed?(): void
  /** Told of each fact that is turned away. */
  turnsAway?(row: Extract<Row, { error: string }>, holder: Holder): void
}

/**
 * The slice of CouchDB that couriers use, in memory, behind the gateway's own sessions, directories and admission.
 * `couch.test.ts` holds it to the real ones.
 */
export class CouchModel {
  readonly shelves = new Map<string, Shelf>()
  readonly sessions: SessionModel
  readonly directories: Pick<Directories, 'of' | 'anew'>
  readonly transit: TransitModel

  constructor(
    readonly make: Make,
    /** The rule; a later server may have a later one. */
    public judge: Judge,
    private readonly deps: ModelDeps
  ) {
    this.directories = unitDirectories(this.shelves, deps.roots, deps.seals)
    this.transit = new TransitModel(this, deps, deps.sealing)
    this.sessions = new SessionModel(this.directories, deps.roots, () => deps.now())
  }

  async answer(asked: Asked): Promise<Answered> {
    const { method, path } = asked
    if (path.startsWith('/session')) return this.sessions.answer(asked)
    if (path === '/transit') return this.#keepBox(asked)
    const decision = decide(method, path)
    if (!decision.pass) return wrong(decision.status, decision.error, decision.reason)
    const holder = await this.sessions.holderOf(asked)
    if (!holder) return wrong(401, 'unauthorized', 'no session')
    if (holder.state === 'waiting' && decision.carries !== 'docs')
      return wrong(403, 'forbidden', 'not-approved')
    const { pathname, searchParams } = new URL(decision.path, 'http://couch')
    const [, name = '', ...rest] = pathname.split('/')
    const body = decision.carries && (await readRequestBody(chunksOf(asked.body), decision.carries))
    if (body?.status !== undefined) return wrong(body.status, body.error, body.reason)
    if (body?.docs) return this.#write(name, body.docs, holder)
    const shelf = this.#shelfFor(name, holder)
    return 'status' in shelf ? shelf : this.#read(shelf, rest.join('/'), searchParams, body?.json)
  }

  async #keepBox(asked: Asked): Promise<Answered> {
    const holder = await this.sessions.holderOf(asked)
    return holder ? this.transit.keep(asked.body, holder) : wrong(401, 'unauthorized', 'no session')
  }

  /** As CouchDB opens a database to a member. */
  #shelfFor(name: string, { roles }: Holder): Shelf | Answered {
    const shelf = this.shelves.get(name)
    if (!shelf) return wrong(404, 'not_found', 'Database does not exist.')
    return roles.some((role) => shelf.readers.includes(role)) ? shelf : wrong(403, 'forbidden')
  }

  async #write(name: string, docs: readonly CouchDocument[], holder: Holder): Promise<Answered> {
    const shelf = this.shelves.get(name)
    const giveBack = async (_database: string, back: readonly CouchDocument[]) => {
      if (!shelf) throw Object.assign(new Error('no such database'), { statusCode: 404 })
      this.deps.writes?.(name, shelf, back, holder)
      return shelf.write(back, { name: 'admin', roles: ['_admin'] }, () => null)
    }
    const { seals, now } = this.deps
    const hasDatabase = async (database: string) => this.shelves.has(database)
    const asked = { directories: this.directories, seals, giveBack, hasDatabase, now: () => now() }
    const admitted = await admitFacts(docs, `/${name}/_bulk_docs`, holder, asked)
    if (!admitted) return wrong(403, 'forbidden', 'not a reader of this book')
    const { passed, rows, acting } = admitted
    const told = (all: readonly object[]) => {
      for (const row of all as Row[]) if ('error' in row) this.deps.turnsAway?.(row, holder)
      return ok(all, 201)
    }
    if (passed.length === 0) return told(rows)
    if (!shelf) return wrong(404, 'not_found', 'Database does not exist.')
    if (!acting.some((role) => shelf.readers.includes(role))) return wrong(403, 'forbidden')
    this.deps.writes?.(name, shelf, passed, holder)
    const user: Actor = { name: holder.account, roles: [...acting, gatewayRole] }
    return told([...sealedRows(shelf.write(passed, user, this.judge), admitted), ...rows])
  }

  #read(shelf: Shelf, what: string, query: URLSearchParams, body?: string): Answered {
    const { keys } = (body === undefined ? {} : JSON.parse(body)) as { keys?: string[] }
    if (what === 'epoch') return document(shelf, 'epoch')
    if (what === '_changes') return changes(shelf, query)
    if (what === '_all_docs') return keys ? byKeys(shelf, keys, query) : byRange(shelf, query)
    if (what === '_design/audit/_view/days') return ok({ rows: daysOf(shelf) })
    return wrong(404, 'not_found', 'missing')
  }
}

const chunksOf = (body = '') => [Buffer.from(body)] as unknown as Parameters<typeof readRequestBody>[0]

function document(shelf: Shelf, id: string): Answered {
  const kept = shelf.all.get(id)
  return kept?.doc
    ? ok({ ...kept.doc, _rev: kept.rev })
    : wrong(404, 'not_found', kept ? 'deleted' : 'missing')
}

function changes(shelf: Shelf, query: URLSearchParams): Answered {
  const page = shelf.changes(query.get('since') ?? '0', Number(query.get('limit') ?? Infinity))
  return page ? ok(page) : wrong(400, 'bad_request', "Malformed sequence supplied in 'since' parameter.")
}

function byKeys(shelf: Shelf, keys: readonly string[], query: URLSearchParams): Answered {
  const docs = query.get('include_docs') === 'true'
  const rows = keys.map((key) => {
    const kept = shelf.all.get(key)
    if (!kept) return { key, error: 'not_found' }
    const { rev, doc } = kept
    const value = doc ? { rev } : { rev, deleted: true }
    return { id: key, key, value, ...(docs ? { doc: doc && { ...doc, _rev: rev } } : {}) }
  })
  return ok({ total_rows: shelf.all.size, rows })
}

function byRange(shelf: Shelf, query: URLSearchParams): Answered {
  const [from, to] = ['startkey', 'endkey'].map((name) => JSON.parse(query.get(name) ?? '""') as string)
  const ids = [...shelf.all].flatMap(([id, { doc }]) => (doc && id >= from! && id < to! ? id : []))
  const limit = Number(query.get('limit') ?? Infinity)
  const rows = ids.sort().slice(0, limit)
  return ok({ rows: rows.map((id) => ({ id, key: id, value: { rev: shelf.all.get(id)!.rev } })) })
}

function daysOf(shelf: Shelf) {
  const sums: DaySums = new Map()
  for (const [id, { doc }] of shelf.all) if (doc && isId(id)) countIn(sums, id)
  return [...sums].sort(([a], [b]) => a - b).map(([key, { count, sum }]) => ({ key, value: [count, sum] }))
}
