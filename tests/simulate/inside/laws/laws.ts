import type { Envelope } from '#lib/domain/fact.ts'
import { bookIn, databaseOf } from '#lib/domain/database-names.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { serverAccount, type Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { Broken, short } from '../broken.ts'
import { brought, carriedFairly } from './carrying.ts'
import { foldsOf } from './folds.ts'
import { counts, directoryIn, genuine } from './genuine.ts'
import { numbered } from './numbers.ts'
import { opened } from './openers.ts'
import { laterType } from '../phone/pen.ts'
import type { Phone } from '../phone/phone.ts'
import type { Truth } from './truth.ts'
import type { World } from '../world.ts'

/** By id, and where. */
type Served = Map<string, { fact: Envelope; database: string }>
type Lying = Map<string, StoredFact>

/** The first law that does not hold now, or null. */
export async function look(world: World): Promise<Broken | null> {
  const served: Served = new Map()
  const lyingOn = new Map<Phone, Lying>()
  for (const phone of world.phones) lyingOn.set(phone, await phone.tabs[0]!.lying())
  let broken = serve(world, served)
  const known = await directoryIn(
    world,
    [...served.values()].map(({ fact }) => fact)
  )
  broken ??= genuine(world, 'the server', known)
  for (const [phone, facts] of lyingOn) {
    broken ??= stands(world, phone, facts, served)
    if (phone.isOut || broken) continue
    const own = await directoryIn(world, [...facts.values()])
    broken = genuine(world, phone.name, own) ?? agrees(world, phone, { facts, known: own }, { served, known })
  }
  const everywhere = [...served.values()].map(({ fact }) => fact)
  for (const facts of lyingOn.values()) everywhere.push(...facts.values())
  return (
    broken ??
    kept(world, lyingOn, served) ??
    brought(world, served) ??
    numbered(world, everywhere) ??
    explained(world.truth, lyingOn, everywhere)
  )
}

/** Takes stock of the server. */
function serve(world: World, served: Served): Broken | null {
  const { model, truth } = world
  for (const [database, shelf] of model.shelves)
    for (const [id, { doc }] of shelf.all) {
      const fact = doc && factIn(doc)
      if (doc && !fact && !isServers(id))
        return new Broken('genuine', `${short(id)} lies in ${database} and is no fact`)
      if (!fact) continue
      const { unit, book } = bookIn(database)!
      if (fact.unit !== unit || fact.book !== book)
        return new Broken('genuine', `${short(id)} of ${fact.unit} ${fact.book} lies in ${database}`)
      if (!world.seals.isRight(fact))
        return new Broken('genuine', `${short(id)} bears no seal of this server`)
      const twin = served.get(id)
      // Phones take what somebody wrote into the wrong quarter to its own after a loss.
      if (twin && !truth.isHostile(fact))
        return new Broken('once', `${short(id)} lies in ${twin.database} and in ${database}`)
      if (truth.isGone(id)) return new Broken('erased', `the server has ${short(id)} again`)
      if (!truth.isMade(fact)) return new Broken('genuine', `${short(id)} on the server was made by nobody`)
      served.set(id, { fact, database })
    }
  return null
}

const isServers = (id: string) => id === 'epoch' || id.startsWith('_design/')

/** Each fact of a phone by itself. */
function stands(world: World, phone: Phone, facts: Lying, served: Served): Broken | null {
  const { truth } = world
  for (const fact of facts.values()) {
    const { id, sync } = fact
    const what = `${phone.name} has ${fact.type} ${short(id)} as ${[sync, fact.reason].join(' ').trim()}`
    const isArrived = sync === (fact.by === phone.account ? 'sent' : 'received')
    // Counts as sent what was brought for another.
    const isBrought = sync === 'sent' && (truth.entrusted.get(id)?.has(phone) ?? false)
    if (!truth.isMade(fact)) return new Broken('sound', `${what}, but another one`)
    const unfair = carriedFairly(phone, fact)
    if (unfair) return unfair
    // It hears nothing any more.
    if (phone.isOut) continue
    if (truth.isGone(id)) return new Broken('erased', what)
    if (sync === 'pending') return new Broken('settled', what)
    const isRefused = sync === 'refused' || sync === 'set-aside'
    if (isRefused && !truth.refused.has(id)) return new Broken('refused-rightly', `${what}: ${fact.reason}`)
    if (sync === 'refused' && fact.reason !== 'too-large' && fact.type === laterType && world.knowsLaterType)
      return new Broken('settled', `${what}, though a later rule would take it`)
    if (served.has(id) && !isArrived && !isBrought)
      return new Broken('settled', `${what}, and the server has it`)
    if (
      !served.has(id) &&
      sync !== 'carried' &&
      !isRefused &&
      !isBeyondRepair(world, fact) &&
      !isNobodysLoss(truth, fact)
    )
      return new Broken('kept', `${what}, and the server has it not`)
  }
  return null
}

/** Looks whether a phone reads what lies there, and folds it alike. */
function agrees(
  world: World,
  phone: Phone,
  { facts, known }: { facts: Lying; known: Directory },
  { served, known: theirs }: { served: Served; known: Directory }
): Broken | null {
  const read = new Set(world.readBy(phone))
  const there = [...served.values()].filter(({ database }) => read.has(database))
  const missing = there.filter(({ fact }) => !facts.has(fact.id)).map(({ fact }) => short(fact.id))
  if (missing.length > 0) return new Broken('agreed', `${phone.name} lacks ${missing.join(' ')}`)
  const here = [...facts.values()].filter(({ id }) => read.has(served.get(id)?.database ?? ''))
  const counting = here.filter((fact) => counts(fact, known))
  const late = counting.find(({ id }) => world.truth.late.has(id))
  if (late) return new Broken('genuine', `${short(late.id)} counts on ${phone.name}`)
  for (const { id, took } of here)
    if (took !== served.get(id)!.fact.took && !isBroughtBack(world.truth, id))
      return new Broken(
        'agreed',
        `${phone.name} has ${short(id)} as taken at ${took}, and the server at ${served.get(id)!.fact.took}`
      )
  const own = foldsOf(counting)
  const all = foldsOf(there.flatMap(({ fact }) => (counts(fact, theirs) ? fact : [])))
  if (own !== all) return new Broken('agreed', `${phone.name} reads\n${own}\ninstead of\n${all}`)
  return opened(world.truth, phone.name, counting)
}

/**
 * Tells what a server took anew, after its files were put back behind everybody's back, from whoever carries it; phones
 * that have it as taken before read past that, and an audit compares ids alone.
 */
const isBroughtBack = (truth: Truth, id: string) => truth.lossy && truth.entrusted.has(id)

/** Tells what may be missing: who means ill looks after their own, and what came after its author was out is held. */
const isNobodysLoss = (truth: Truth, fact: Envelope) => truth.isHostile(fact) || truth.shaky.has(fact.id)

function kept(world: World, lyingOn: Map<Phone, Lying>, served: Served): Broken | null {
  for (const [id, phone] of world.truth.saved) {
    if (world.truth.isGone(id) || phone.isOut || world.lost.includes(phone)) continue
    const here = lyingOn.get(phone)!.get(id)
    if (!here) return new Broken('unsent-kept', `${phone.name} saved ${short(id)} and has it no more`)
    const isRefused = here.sync === 'refused' || here.sync === 'set-aside'
    if (!served.has(id) && !isRefused && !isBeyondRepair(world, here))
      return new Broken('kept', `${short(id)} of ${phone.name} is lost`)
  }
  return null
}

/** Whoever sets a record aside has explained its number before. */
function explained(truth: Truth, lyingOn: Map<Phone, Lying>, everywhere: readonly Envelope[]): Broken | null {
  const gone = [...truth.erased, ...truth.removed].flatMap((id) => truth.made.get(id) ?? [])
  const words = [...everywhere, ...gone].filter(({ type }) => type === 'device.set-aside')
  for (const [phone, facts] of lyingOn)
    for (const { id, book, n, sync } of facts.values()) {
      const explains = ({ device, book: its, body }: Envelope) =>
        device === phone.device && its === book && body['n'] === n
      if (!phone.isOut && sync === 'set-aside' && !words.some(explains))
        return new Broken('numbered', `${phone.name} set ${short(id)} aside, and nothing tells of ${n}`)
    }
  return null
}

/**
 * Written by a clock that was off by quarters, it lay beside its own quarter, which the server has not: from there no
 * phone brings it back after a loss, for it cannot know that the quarter was not dropped on purpose. And what the server
 * itself says in a directory counts from its own hand alone.
 */
function isBeyondRepair({ truth, model }: World, fact: Envelope): boolean {
  if (!truth.restored) return false
  return fact.by === serverAccount || !model.shelves.has(databaseOf(fact as Envelope & { book: Book }))
}
