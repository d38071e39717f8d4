import type { Envelope } from '#lib/domain/fact.ts'
import { bookIn, databaseName, databaseOf } from '#lib/domain/database-names.ts'
import { numberRuns, whyNotRemoved } from '#lib/domain/retention/retention.ts'
import { serverAccount, type Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Answered, Asked } from '../server/answers.ts'
import type { Copy } from '../server/shelf.ts'
import { factsOn } from '../server/unit-directories.ts'
import { short } from './broken.ts'
import { asDocument, signedFact } from './signed-fact.ts'
import type { World } from './world.ts'

export type Restore = 'over' | 'lost' | 'behind'

/** At the worst of moments: while a long feed is read, as soon as something has arrived, or while it is read again. */
type Moment = 'page' | 'arrival' | 'reading'

/** See `sizes.ts`: another page follows. */
const fullPage = 6

/** Whoever runs the server: he backs up and restores, erases and removes. */
export class Operator {
  #backup: Map<string, Copy> | null = null
  #waitsFor: Moment | null = null
  /** Has its directory lost something behind everybody's back? Phones pass over what it is told then, until they compare. */
  #isDirectoryBehind = false
  readonly #lastNumbers = new Map<string, number>()

  constructor(private readonly world: World) {}

  backup(): void {
    this.#backup = this.world.copies()
  }

  /** `over`: what is there stays; `lost`: the server began anew from its backup; `behind`: its files were put back. */
  restore(how: Restore, share = 0.5): boolean {
    const { world } = this
    const { chance, model, truth } = world
    if (!this.#backup) return false
    const names = [...model.shelves.keys()].filter((name) => this.#backup!.has(name))
    const concerned = chance.in(share) ? names : [chance.one(names)]
    world.tell(`restore ${how}: ${concerned.join(' ')}`)
    for (const name of concerned) {
      const shelf = model.shelves.get(name)!
      const copy = this.#backup.get(name)!
      if (how === 'over') shelf.renew(world.newEpoch())
      if (how === 'lost') shelf.refill(copy, world.newLife(), world.newEpoch())
      if (how !== 'behind') continue
      this.#isDirectoryBehind ||= name === this.#directory && shelf.copy().seq > copy.seq
      shelf.putBack(copy)
    }
    truth.beginsAnew()
    truth.lossy ||= how === 'behind'
    // Where it is done by the book, everybody's session ends with it.
    if (how !== 'behind') void model.sessions.end()
    world.regulate()
    // What he erased since the backup he erases again.
    for (const id of truth.erased) {
      world.erase(id)
      // What the copy had not yet is erased by name, for it comes back.
      if (this.#isStray(id) || !this.#knows(id)) this.#tells(truth.made.get(id)!)
    }
    return true
  }

  /** Erases something, where it could go wrong more often. */
  erases(): void {
    const { chance, truth } = this.world
    const facts = this.#facts().map(({ id }) => id)
    if (facts.length === 0) return
    const last = new Set([...truth.saved.keys()].slice(-3))
    const sore = facts.filter((id) => truth.unheard.has(id) || last.has(id))
    this.erase(chance.one(sore.length > 0 && chance.in(0.7) ? sore : facts), chance.in(0.4))
  }

  /** @param told does the directory tell first, as of what a commander ordered? */
  erase(id: string, told = false): void {
    const { world } = this
    world.truth.erased.add(id)
    const fact = world.truth.made.get(id)!
    const tells = this.#isStray(id) || (told && (fact.book === 'gates' || fact.book === 'hui'))
    world.tell(`admin erases ${short(id)}${tells ? ', and tells so before' : ''}`)
    if (!tells) return world.erase(id)
    this.#tells(fact)
    world.timeline.after(world.chance.whole(0, 20_000), () => world.erase(id))
  }

  /** Its quarter has no database: which one it lies in no phone knows, and so no audit, but only word from the directory, finds it erased. */
  #isStray(id: string): boolean {
    const { truth, model } = this.world
    return !model.shelves.has(databaseOf(truth.made.get(id) as never))
  }

  #tells({ id, book, device, n }: Envelope): void {
    this.writes('directory.facts-erased', {
      order: this.#id(),
      book,
      erased: [{ id, device, n }],
      photos: [],
      parts: []
    })
  }

  get #directory(): string {
    return databaseName(this.world.unit, 'directory', '')
  }

  /** Does the directory know of that erasure? It may have been put back since it was told. */
  #isTold(id: string): boolean {
    return factsOn(this.world.model.shelves.get(this.#directory)!).some(
      ({ type, body }) =>
        type === 'directory.facts-erased' && (body['erased'] as { id: string }[]).some((one) => one.id === id)
    )
  }

  /** Is there a sign of that fact on the server, be it of its erasure? */
  #knows(id: string): boolean {
    return [...this.world.model.shelves.values()].some((shelf) => shelf.all.has(id))
  }

  /** Is that fact on the server? */
  has(id: string): boolean {
    return [...this.world.model.shelves.values()].some((shelf) => shelf.all.get(id)?.doc)
  }

  waitFor(moment: Moment): void {
    this.#waitsFor = moment
  }

  /** Told of each answer before it sets out. */
  sees({ path }: Asked, { body }: Answered): void {
    const { chance, timeline } = this.world
    const strikes = (ids: readonly string[], told: boolean, afterMs: number) => {
      const known = ids.filter((id) => isPersons(this.world.truth.made.get(id)))
      if (known.length === 0) return
      this.#waitsFor = null
      const id = chance.one(known)
      timeline.after(chance.whole(0, afterMs), () => this.erase(id, told))
    }
    const moment = this.#waitsFor
    if (moment === 'arrival' && path.endsWith('/_bulk_docs') && Array.isArray(body))
      strikes(
        (body as { id: string; ok?: true }[]).flatMap(({ id, ok }) => (ok ? id : [])),
        true,
        900
      )
    if (!path.includes('/_changes') || (moment !== 'page' && moment !== 'reading')) return
    const { results } = body as { results?: { id: string; deleted?: true }[] }
    const ids = results?.flatMap(({ id, deleted }) => (deleted ? [] : id)) ?? []
    if (moment === 'page' && results && results.length >= fullPage) strikes(ids, false, 60)
    if (moment === 'reading') strikes(ids, true, 50)
  }

  /** Removes quarters whose time of keeping is over. */
  removesQuarters(): void {
    const { model, timeline, truth, tell } = bound(this.world)
    // Has phones read it from its beginning: they would pass over the removal.
    if (this.#isDirectoryBehind) model.shelves.get(this.#directory)!.renew(this.world.newEpoch())
    this.#isDirectoryBehind = false
    for (const [name, shelf] of model.shelves) {
      const { unit, book } = bookIn(name)!
      const quarter = /\d{4}q\d$/.exec(name)?.[0]
      if (
        unit !== this.world.unit ||
        book !== 'gates' ||
        !quarter ||
        whyNotRemoved(quarter, timeline.now) !== null
      )
        continue
      const others = [...model.shelves.values()].filter((other) => other !== shelf)
      const facts = factsOn(shelf).filter(({ id }) => !others.some((other) => other.all.get(id)?.doc))
      tell(`quarter ${quarter} is removed, with ${facts.length}`)
      const said = { book, quarter, who: 'Lê Quốc Thắng', records: facts.length, photos: 0 }
      this.writes('directory.quarter-removed', { ...said, taken: numberRuns(facts, quarter) })
      for (const { id } of facts) truth.removed.add(id)
      // The tombstones go too: who has not heard of them reads it in the directory.
      for (const [id, { doc }] of shelf.all)
        if (!doc && truth.made.has(id) && !this.#isTold(id)) this.#tells(truth.made.get(id)!)
      model.shelves.delete(name)
      // A backup of before would bring back both the quarter and a directory that does not know of this.
      this.#backup = null
    }
  }

  /** A fact of the server's own, or of another machine that writes there. */
  writes(
    type: string,
    body: object,
    {
      unit = this.world.unit as string,
      by = serverAccount as string,
      key = this.world.machines.get(by)!,
      book = 'directory' as Book,
      stream = ''
    } = {}
  ): void {
    const { world } = this
    const series = `${unit} ${key.id} ${book}`
    const n = (this.#lastNumbers.get(series) ?? 0) + 1
    this.#lastNumbers.set(series, n)
    const told = { unit, book, stream: stream || `unit/${unit}`, type, by, n, body: body as Envelope['body'] }
    const fact = signedFact(key, told, world.timeline.now)
    world.truth.makes(fact)
    const took = world.timeline.now
    const sealed = { ...fact, took, seal: world.seals.of(fact, took) }
    const name = databaseOf(fact as never)
    world.model.shelves.get(name)!.write([asDocument(sealed)], { name: by, roles: ['_admin'] }, () => null)
    world.belfry.ring(name, 100)
  }

  #facts(): Envelope[] {
    return [...this.world.model.shelves.values()].flatMap(factsOn).filter(isPersons)
  }

  #id(): string {
    const { chance, timeline } = this.world
    return uuidv7(timeline.now, chance.bytes(new Uint8Array(10)))
  }
}

/** The directory is erased by nobody. */
const isPersons = (fact: Envelope | undefined) => fact !== undefined && fact.book !== 'directory'

function bound(world: World) {
  const { model, timeline, truth } = world
  return { model, timeline, truth, tell: world.tell.bind(world) }
}
