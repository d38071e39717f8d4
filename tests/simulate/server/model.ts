import { factOf, unfit } from '../../../sync-server/admission/unfit.ts'
import { countIn, type DaySums } from '#lib/domain/day-sums.ts'
import { isId } from '#lib/domain/fact.ts'
import type { Actor } from '#lib/domain/rules.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import { decide } from '../../../sync-server/gateway/allow-list.ts'
import type { Judge, Make, Shelf } from './shelf.ts'

export interface Asked {
  method: string
  /** What follows `/db`. */
  path: string
  body?: string | undefined
  cookie?: string | undefined
}

export interface Answered {
  status: number
  body: unknown
  cookie?: string
}

export interface Account {
  password: string
  roles: readonly string[]
}

/** Told of what members do. */
export interface Told {
  /** Before it is written. */
  writes(name: string, shelf: Shelf, docs: readonly CouchDocument[]): void
  refuses(id: string): void
}

const wrong = (status: number, error: string, reason = ''): Answered => ({ status, body: { error, reason } })
const ok = (body: unknown, status = 200): Answered => ({ status, body })

/** The slice of CouchDB behind the gateway that couriers use, in memory. `couch.test.ts` holds it to the real ones. */
export class CouchModel {
  readonly shelves = new Map<string, Shelf>()
  readonly accounts = new Map<string, Account>()
  readonly #sessions = new Map<string, string>()
  #lastSession = 0

  constructor(
    readonly make: Make,
    /** The rule; a later server may have a later one. */
    public judge: Judge,
    private readonly told: Partial<Told> = {}
  ) {}

  answer({ method, path, body, cookie }: Asked): Answered {
    const decision = decide(method, path)
    if (!decision.pass) return wrong(decision.status, decision.error, decision.reason)
    const { pathname, searchParams } = new URL(decision.path, 'http://couch')
    if (pathname === '/_session') return method === 'POST' ? this.#signIn(body) : this.#whoAmI(cookie)
    const [, name = '', ...rest] = pathname.split('/')
    const user = this.#user(cookie)
    const shelf = this.shelves.get(name)
    if (!user.name) return wrong(401, 'unauthorized')
    if (!shelf) return wrong(404, 'not_found', 'Database does not exist.')
    if (!user.roles.some((role) => shelf.readers.includes(role))) return wrong(403, 'forbidden')
    return this.#ask(name, shelf, rest.join('/'), searchParams, method === 'POST' ? body : undefined, user)
  }

  /** Nobody is signed in any more. */
  forgetSessions(): void {
    this.#sessions.clear()
  }

  #ask(
    name: string,
    shelf: Shelf,
    what: string,
    query: URLSearchParams,
    body: string | undefined,
    user: Actor
  ) {
    const sent = body === undefined ? {} : (JSON.parse(body) as { docs?: CouchDocument[]; keys?: string[] })
    if (what === 'epoch') return document(shelf, 'epoch')
    if (what === '_changes') return changes(shelf, query)
    if (what === '_bulk_docs') {
      this.told.writes?.(name, shelf, sent.docs!)
      const rows = [...shelf.write(sent.docs!.filter(isFit), user, this.judge), ...refusedRows(sent.docs!)]
      for (const row of rows) if ('error' in row && isRefusal(row)) this.told.refuses?.(row.id)
      return ok(rows, 201)
    }
    if (what === '_all_docs') return sent.keys ? byKeys(shelf, sent.keys, query) : byRange(shelf, query)
    if (what === '_design/audit/_view/days') return ok({ rows: daysOf(shelf) })
    return wrong(404, 'not_found', 'missing')
  }

  #signIn(body = ''): Answered {
    const { name, password } = JSON.parse(body) as { name: string; password: string }
    const account = this.accounts.get(name)
    if (account?.password !== password) return wrong(401, 'unauthorized', 'Name or password is incorrect.')
    const cookie = `AuthSession=s${++this.#lastSession}`
    this.#sessions.set(cookie, name)
    return { ...ok({ ok: true, name, roles: account.roles }), cookie }
  }

  #whoAmI(cookie?: string): Answered {
    const { name, roles } = this.#user(cookie)
    return ok({ ok: true, userCtx: { name, roles }, info: {} })
  }

  #user(cookie = ''): Actor {
    const name = this.#sessions.get(cookie)
    return name === undefined ? { name: null, roles: [] } : { name, roles: this.accounts.get(name)!.roles }
  }
}

/** `immutable` is what the embedded server calls an id that is taken. */
const isRefusal = ({ error, reason }: { error: string; reason: string }) =>
  error === 'forbidden' && !reason.includes('immutable')

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

/** As the gateway judges each fact before CouchDB sees it, but for signatures. */
function refusalOf(doc: CouchDocument) {
  const fact = factOf(doc)
  return fact && unfit(fact)
}
const isFit = (doc: CouchDocument) => !refusalOf(doc)
const refusedRows = (docs: readonly CouchDocument[]) =>
  docs.flatMap((doc) => {
    const refusal = refusalOf(doc)
    return refusal ? [{ id: doc._id, error: 'forbidden', reason: JSON.stringify(refusal) }] : []
  })
