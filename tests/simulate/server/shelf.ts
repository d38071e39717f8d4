import type { Actor, Home } from '#lib/domain/rules.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'

/** Which server is played: they differ in sequences, in what a taken id is called, and in what follows a loss. */
export type Make = 'couchdb' | 'embedded'

/** One document, or (`doc` null) the tombstone that is left of it. */
export interface Kept {
  rev: string
  seq: number
  deletedAt: number
  doc: CouchDocument | null
}

/** All that one database holds, as a backup or its files have it. */
export interface Copy {
  life: string
  seq: number
  kept: ReadonlyMap<string, Kept>
}

export type Row = { ok: true; id: string; rev: string } | { id: string; error: string; reason: string }
export type Judge = (
  doc: CouchDocument,
  there: CouchDocument | null,
  user: Actor,
  home: Home
) => object | null

/** One database as CouchDB keeps it, as far as phones can see. */
export class Shelf {
  #kept = new Map<string, Kept>()
  #seq = 0
  #changeCount = 0

  /** @param life CouchDB's own mark of these files: a sequence of other files means nothing to it */
  constructor(
    readonly home: Home,
    readonly readers: readonly string[],
    private readonly make: Make,
    private life: string,
    epoch: string,
    rule = '1'
  ) {
    this.regulate(rule)
    this.renew(epoch)
    this.#put('_design/audit', '1-d', { _id: '_design/audit' })
  }

  /** Grows with each change, also when its files are put back. */
  get changeCount(): number {
    return this.#changeCount
  }

  get all(): ReadonlyMap<string, Kept> {
    return this.#kept
  }

  /** Writes one document after the other. @param judge the rule, as an object why not */
  write(docs: readonly CouchDocument[], user: Actor, judge: Judge): Row[] {
    const refusalOf = (doc: CouchDocument): Row | null => {
      const refusal = judge(doc, this.#kept.get(doc._id)?.doc ?? null, user, this.home)
      return refusal && { id: doc._id, error: 'forbidden', reason: JSON.stringify(refusal) }
    }
    // CouchDB writes a batch in the order of ids, and looks at revisions before it asks the rule; neither shows it a tombstone.
    if (this.make === 'couchdb')
      return [...docs]
        .sort((a, b) => (a._id < b._id ? -1 : Number(a._id > b._id)))
        .map((doc) => this.#conflict(doc) ?? refusalOf(doc) ?? this.#store(doc))
    // The embedded server judges the whole batch first, and tells first of what it refused.
    const judged = docs.map((doc) => ({ doc, refusal: refusalOf(doc) }))
    const refused = judged.flatMap(({ refusal }) => refusal ?? [])
    const taken = judged.filter(({ refusal }) => !refusal)
    return [...refused, ...taken.map(({ doc }) => this.#conflict(doc) ?? this.#store(doc))]
  }

  #conflict({ _id: id, _rev }: CouchDocument): Row | null {
    const there = this.#kept.get(id)
    const isTaken = (there?.doc || _rev !== undefined) && _rev !== there?.rev
    return isTaken ? { id, error: 'conflict', reason: 'Document update conflict.' } : null
  }

  #store({ _id: id, _rev, _revisions, ...fields }: CouchDocument): Row {
    return { ok: true, id, rev: this.#put(id, after(this.#kept.get(id)), { _id: id, ...fields }) }
  }

  #put(id: string, rev: string, doc: CouchDocument | null, deletedAt = 0): string {
    this.#changeCount++
    this.#kept.delete(id)
    this.#kept.set(id, { rev, seq: ++this.#seq, deletedAt, doc })
    return rev
  }

  /** What only an admin does; what never was there has its tombstone, too. */
  erase(id: string, now: number): void {
    this.#put(id, after(this.#kept.get(id)), null, now)
  }

  /** From now on it says that its rule is that version's. */
  regulate(rule: string): void {
    const design = { _id: '_design/antt', validate_doc_update: 'gate', lib: { rule } }
    this.#put(design._id, after(this.#kept.get(design._id)), design)
  }

  renew(epoch: string): void {
    this.#put('epoch', after(this.#kept.get('epoch')), { _id: 'epoch', value: epoch })
  }

  /** In the order of sequences, of each document its latest change; null: that is no sequence. */
  changes(since: string, limit: number) {
    const from = this.#position(since)
    if (from === null) return null
    const all = [...this.#kept].filter(([, { seq }]) => seq > from)
    const page = all.slice(0, limit)
    const last = page.length < all.length ? page.at(-1)![1].seq : this.#end(from)
    const results = page.map(([id, { seq, rev, doc }]) => ({
      seq: this.#named(seq),
      id,
      changes: [{ rev }],
      ...(doc ? {} : { deleted: true }),
      doc: doc ? { ...doc, _rev: rev } : { _id: id, _rev: rev, _deleted: true }
    }))
    return { results, last_seq: this.#named(last), pending: all.length - page.length }
  }

  #end(from: number): number {
    return this.make === 'embedded' ? Math.max(from, this.#seq) : this.#seq
  }

  #named(seq: number): string | number {
    return this.make === 'embedded' ? seq : `${seq}-${this.life}`
  }

  #position(since: string): number | null {
    if (this.make === 'embedded') return Number(since)
    if (since === '0') return 0
    const [, seq, life] = /^(\d+)-(.+)$/.exec(since) ?? []
    if (seq === undefined) return null
    return life === this.life ? Number(seq) : 0
  }

  copy(): Copy {
    return { life: this.life, seq: this.#seq, kept: new Map(this.#kept) }
  }

  /** Its files as they were, behind everybody's back. */
  putBack({ life, seq, kept }: Copy): void {
    this.#changeCount++
    this.life = life
    this.#seq = seq
    this.#kept = new Map(kept)
  }

  /** A new database, filled from a backup: the same documents, and a life of its own. */
  refill({ kept }: Copy, life: string, epoch: string): void {
    this.#changeCount++
    this.life = life
    this.#seq = 0
    this.#kept = new Map()
    for (const [id, { doc, deletedAt }] of kept) this.#put(id, doc ? '1-d' : '1-t', doc, deletedAt)
    this.renew(epoch)
  }
}

const after = (there: Kept | undefined) => `${(there ? Number.parseInt(there.rev, 10) : 0) + 1}-r`
