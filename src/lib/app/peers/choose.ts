import { booksReadBy } from '#lib/domain/peers/judge.ts'
import { isChainType } from '#lib/domain/directory/chain-facts.ts'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import { mostPackedBytes } from '#lib/domain/peers/bundle/pack-facts.ts'
import { hasCanonicalForm } from '#lib/domain/canonical.ts'
import { hasOwnId } from '#lib/domain/certified-id.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { signedPart, type Envelope } from '#lib/domain/fact.ts'
import { books, mayRead, rootAccount, type Book, type Role } from '#lib/domain/roles.ts'
import { isDamaged, isKeptHere, type StoredFact } from '#lib/domain/stored.ts'
import { maxBoxFacts } from '#lib/domain/transit/box.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Store, WorkSlices } from '#lib/ports/ports.ts'
import { firstValue } from '../notebook/first-value.ts'

/**
 * Says what a bundle shall hold: what the server does not have, or that and the last days of every book that both may read, or
 * a host's own line of that id.
 */
export type BundleChoice = 'unsent' | 'recent' | { line: string }

/** How far back `recent` reaches. */
const recentDays = 7
const dayMs = 86_400_000
/** Bytes of facts in boxes as JSON, which come to as much in a bundle. */
const maxSealedBytes = 2.5 * 1024 * 1024
/** Approvals and revocations that go along: more than a commune has phones. */
const maxChain = 300
const maxChainBytes = 256 * 1024
/** Bytes of facts, as JSON and as a bundle packs them. */
const maxOpenBytes = bundleLimits.chosenBytes - maxChainBytes
/** Facts in all boxes of a bundle, with room for boxes that are full by their bytes. */
const maxSealed = 32 * maxBoxFacts

export interface ChoiceDeps {
  unit: string
  roles: readonly Role[]
  known: Directory
  store: Pick<Store, 'inState' | 'ofDevice' | 'book'>
  /** The latest time that this phone knows, Unix ms: a book that its receiver has left by then is not opened. */
  now: number
  /** Ids of what that account was handed already: it goes last. */
  handed: ReadonlySet<string>
  slices(): WorkSlices
}

/**
 * Facts for one account: the newest of who was approved and revoked, what else it may read, and what travels sealed; and how
 * many more there are than a bundle holds.
 */
export interface ChosenFacts {
  chain: readonly Envelope[]
  open: readonly Envelope[]
  sealed: readonly Envelope[]
  left: number
}

/**
 * Chooses what an account of the unit is handed, what is not sent yet first, its own before what it carries, the oldest
 * first; never what a host keeps on her phone, whatever her role is by now: of that she hands in lines by herself, see `chooseLine`.
 */
export async function chooseFacts(
  to: string,
  choice: 'unsent' | 'recent',
  deps: ChoiceDeps
): Promise<ChosenFacts> {
  const { unit, known, now, handed } = deps
  const read = booksReadBy(to, known, now)
  const unsent = await unsentFactsHere(deps)
  const all = new Map(unsent.map((fact) => [fact.id, fact]))
  if (choice === 'recent') for (const fact of await recentFactsHere(read, deps)) all.set(fact.id, fact)
  const here = await carriableOf(
    [...all.values()].filter((fact) => fact.unit === unit && !isKeptHere(fact)),
    deps
  )
  const carriable = handedLast(here, handed)
  const mayLieOpen = ({ book }: Envelope) => read.has(book as Book)
  // Without its key nothing can be sealed to the server.
  const sealable = carriable.filter((fact) => !mayLieOpen(fact))
  const sealed = known.sealingKey
    ? await within(sealable.slice(0, maxSealed), maxSealedBytes, jsonBytes, deps)
    : []
  const chain = read.has('directory') ? await chainHere(deps, all) : []
  const open = await withRoom(carriable.filter(mayLieOpen), chain, deps)
  const taken = open.length + sealed.length
  return {
    chain: chain.map(signedAlone),
    open: open.map(signedAlone),
    sealed: sealed.map(signedAlone),
    left: carriable.length - taken
  }
}

/** Returns what the server said of who is approved and who is revoked, the newest first, so that a phone hears of it on the way. */
export async function chainHere(
  deps: Pick<ChoiceDeps, 'unit' | 'store' | 'slices'>,
  chosen: ReadonlyMap<string, unknown>
) {
  const { unit, store } = deps
  const facts = await firstValue(store.book('directory'))
  const chain = facts.filter(
    (fact) =>
      fact.unit === unit &&
      isChainType(fact.type) &&
      isFromServer(fact) &&
      !chosen.has(fact.id) &&
      isCarriable(fact)
  )
  const newest = chain.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, maxChain)
  return within(newest, maxChainBytes, openBytes, deps)
}

/** The root's own words every phone has from its enrolment on. */
const isFromServer = ({ by, sync }: StoredFact) =>
  by !== rootAccount && (sync === 'sent' || sync === 'received')

async function unsentFactsHere({ store }: ChoiceDeps): Promise<StoredFact[]> {
  const states = ['pending', 'carried'] as const
  const lists = await Promise.all(states.map((sync) => firstValue(store.inState(sync, bundleLimits.facts))))
  // This phone's own records go first: what others made it carry may be more than a bundle holds.
  return lists.flatMap((facts) => facts.sort((a, b) => (a.id < b.id ? -1 : 1)))
}

/** Reads one phone and book after the other: together they may be more than fits in memory. */
async function recentFactsHere(
  read: ReadonlySet<Book>,
  { roles, known, store, now }: ChoiceDeps
): Promise<StoredFact[]> {
  const from = now - recentDays * dayMs
  const found: StoredFact[] = []
  const isRecent = ({ id }: Pick<StoredFact, 'id'>) => idTime(id) >= from
  for (const book of books.filter((book) => read.has(book) && mayRead(roles, book)))
    for (const device of new Set(known.devices.map(({ id }) => id)))
      found.push(...(await firstValue(store.ofDevice(book, device, isRecent))))
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** An enrolment is for its own phone's session; what is damaged or has no sure form nobody could verify. */
const isCarriable = (fact: StoredFact) =>
  fact.type !== 'directory.device-enrolled' &&
  !isDamaged(fact) &&
  hasOwnId(fact) &&
  hasCanonicalForm({ type: fact.type, body: fact.body })

/** Sorts what was handed over already behind the rest. */
export function handedLast(facts: readonly StoredFact[], handed: ReadonlySet<string>): StoredFact[] {
  const isHanded = ({ id }: Envelope) => handed.has(id)
  return [...facts.filter((fact) => !isHanded(fact)), ...facts.filter(isHanded)]
}

/** Returns the first of some facts for which a bundle has room beside its chain. */
export async function withRoom(
  facts: readonly StoredFact[],
  chain: readonly StoredFact[],
  deps: Pick<ChoiceDeps, 'slices'>
): Promise<readonly StoredFact[]> {
  const fitting = await within(facts, maxOpenBytes, openBytes, deps)
  return fitting.slice(0, bundleLimits.facts - chain.length)
}

/** Returns those that may go along: to look at thousands of facts in one go would hold up a slow phone's screen. */
export async function carriableOf(
  facts: readonly StoredFact[],
  { slices }: Pick<ChoiceDeps, 'slices'>
): Promise<StoredFact[]> {
  const found: StoredFact[] = []
  const slice = slices()
  for (const fact of facts) {
    if (isCarriable(fact)) found.push(fact)
    if (slice.isOver) await slice.next()
  }
  return found
}

const encoder = new TextEncoder()

/** Returns the bytes that a fact takes: its JSON stands for the letters and parts of which a bundle holds only so many. */
const openBytes = (fact: StoredFact) => Math.max(jsonBytes(fact), mostPackedBytes(fact))
const jsonBytes = (fact: StoredFact) => encoder.encode(JSON.stringify(fact)).length

/** Returns those of some facts that fit into so many bytes: one that does not fit keeps none behind it from going. */
async function within(
  facts: readonly StoredFact[],
  most: number,
  bytesOf: (fact: StoredFact) => number,
  { slices }: Pick<ChoiceDeps, 'slices'>
): Promise<readonly StoredFact[]> {
  const found: StoredFact[] = []
  let left = most
  const slice = slices()
  for (const fact of facts) {
    const bytes = bytesOf(fact)
    if (bytes <= left) {
      found.push(fact)
      left -= bytes
    }
    if (slice.isOver) await slice.next()
  }
  return found
}

/** Leaves out what the server and carriers added: whoever brings it says so anew. */
export function signedAlone(fact: StoredFact): Envelope {
  const { via: _via, took: _took, seal: _seal, ...signed } = signedPart(fact)
  return signed
}
