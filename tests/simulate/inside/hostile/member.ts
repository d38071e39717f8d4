import { sessionRequest } from '#lib/domain/access/session.ts'
import { quarterOf, databaseName } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Book, Role } from '#lib/domain/roles.ts'
import type { Answered, Asked } from '../../server/answers.ts'
import { origin } from '../../server/session-model.ts'
import { Broken, short } from '../broken.ts'
import { InstantKey } from '../instant-signature.ts'
import { signedFact, type Unsigned } from '../signed-fact.ts'
import type { World } from '../world.ts'

/** What a request says of who sends it. */
type Session = Pick<Asked, 'token' | 'cookie'>
type Row = { id?: unknown; ok?: unknown; error?: unknown; reason?: unknown }

/** A member with an account, an approved device and no app: sends whatever documents to whatever database. */
export class HostileMember {
  readonly key: InstantKey
  isOut = false
  #lastNumber = 0
  #session: Session = {}

  constructor(
    readonly world: World,
    readonly account: string,
    readonly role: Role
  ) {
    this.key = new InstantKey(`${world.seed} ${account}`)
  }

  /** A fact signed by this member's key, whosever name it bears. @param ms time of recording, Unix ms */
  says(told: Partial<Unsigned> & Pick<Unsigned, 'type' | 'stream' | 'book'>, ms = this.now): Envelope {
    const own = { unit: this.world.unit, by: this.account, body: {}, n: ++this.#lastNumber }
    return signedFact(this.key, { ...own, ...told }, ms)
  }

  get now(): number {
    return this.world.timeline.now
  }

  /** The current database of a book. */
  database(book: Book, unit = this.world.unit): string {
    return databaseName(unit, book, quarterOf(this.now))
  }

  /** Sends documents, valid or not; each must be answered, and what is turned away with its reason. */
  async sends(database: string, docs: readonly unknown[]): Promise<readonly Row[]> {
    const body = JSON.stringify({ docs })
    const asked = { method: 'POST', path: `/${database}/_bulk_docs`, body }
    let answered = await this.#ask(asked, this.#session)
    if (answered.status === 401) {
      this.#session = (await this.signsIn()) ?? {}
      answered = await this.#ask(asked, this.#session)
    }
    return rowsOf(answered, docs)
  }

  /** Tells whether a book is open to this member. */
  async reads(book: Book): Promise<boolean> {
    this.#session = (await this.signsIn()) ?? this.#session
    const path = `/${this.database(book)}/_changes?include_docs=true`
    return (await this.asks('GET', path)).status === 200
  }

  /** Asks for a session under any name, with any key. @returns null when there is none to be had */
  async signsIn(
    account = this.account,
    key: Pick<InstantKey, 'id' | 'publicKey' | 'sign'> = this.key,
    password?: string
  ): Promise<(Session & { state: string }) | null> {
    const { body: told } = await this.#ask({ method: 'GET', path: '/session/nonce' })
    const { nonce } = told as { nonce: string }
    const asks = { account, device: key.id, key: key.publicKey, nonce, origin }
    const p = sessionRequest({ ...asks, ...(password !== undefined && { password }) })
    const body = JSON.stringify({ p, s: key.sign(p) })
    const { status, body: answer, cookie } = await this.#ask({ method: 'POST', path: '/session', body })
    const { token, state } = answer as { token?: string; state: string }
    return status === 200 && token !== undefined ? { token, state, cookie } : null
  }

  async asks(
    method: string,
    path: string,
    session: Session = this.#session,
    body?: string
  ): Promise<Answered> {
    return this.#ask({ method, path, body }, session)
  }

  #ask(asked: Asked, session: Session = {}): Promise<Answered> {
    return this.world.deliver({ ...asked, ...session }, this.now)
  }
}

function rowsOf({ status, body }: Answered, docs: readonly unknown[]): readonly Row[] {
  if (status !== 201) {
    const { error } = body as { error?: unknown }
    if (status < 400 || typeof error !== 'string') throw new Broken('answered', `${status} says nothing`)
    return []
  }
  const rows = body as Row[]
  for (const doc of docs) {
    const { _id: id } = doc as { _id: string }
    const own = rows.filter((row) => row.id === id)
    if (own.length === 0) throw new Broken('answered', `nothing is said of ${short(id)}`)
    for (const row of own)
      if (!isClear(row)) throw new Broken('answered', `${short(id)}: ${JSON.stringify(row)}`)
  }
  return rows
}

function isClear({ ok, error, reason }: Row): boolean {
  if (ok === true || error === 'conflict') return true
  if (error !== 'forbidden' && error !== 'held') return false
  return typeof (JSON.parse(String(reason)) as { code?: unknown }).code === 'string'
}
