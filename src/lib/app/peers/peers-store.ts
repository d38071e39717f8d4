import { isSuspended, nameOf, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { BundleContents } from '#lib/domain/peers/bundle/contents.ts'
import type { PeerCard, ReadCard } from '#lib/domain/peers/card/card.ts'
import { booksReadBy } from '#lib/domain/peers/judge.ts'
import type { BundleRefusal, CardRefusal, UnopenedBundle } from '#lib/domain/peers/refusals.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { agents, rootAccount, serverAccount } from '#lib/domain/roles.ts'
import type { OpenedBundle, QrCarrier, QrSquares, ShownCard } from '#lib/ports/ports.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { firstValue } from '../notebook/first-value.ts'
import { VerifiedDirectory } from '../notebook/verified-directory.ts'
import { chooseFacts, type BundleChoice, type ChosenFacts } from './choose.ts'
import { chooseLine } from './choose-line.ts'
import { meetCard } from './meet-card.ts'
import { takeOwnCopy, type TakenCopy } from './own-copy.ts'
import { takeIn, type TakenIn } from './take-in.ts'

export type { BundleChoice, QrSquares, TakenCopy, TakenIn }

/** Counts what was put into a bundle. */
export interface BundleCounts {
  /** Facts that its receiver may read, and those that travel sealed. */
  open: number
  sealed: number
  /** Facts that it had no room for. */
  left: number
}

/** A bundle that is ready to be handed over. */
export interface MadeBundle extends BundleCounts {
  file: Uint8Array<ArrayBuffer>
}

/** A bundle in a file, and the code that opens it. */
export interface Bundle extends MadeBundle {
  code: string
}

/** Counts what this phone carries for others until it has a signal. */
export interface Burden {
  facts: number
  boxes: number
}

/** More than a list would count. */
const most = 100_000

/** Hands records to colleagues and takes theirs in, without a network. */
export class PeersStore {
  /** Ids of what each account was handed while this notebook is open. */
  readonly #handed = new Map<string, Set<string>>()

  /** The file made last and for whom, while this notebook is open: whoever leaves the page comes back to its code. */
  lastFile: { to: string; bundle: Bundle } | null = null

  constructor(private readonly deps: BookDeps) {}

  /** Lists the accounts of the unit with an approved phone besides this account's own, by name. */
  receivers(): readonly { account: string; name: string }[] {
    const known = this.deps.directory()
    const accounts = new Set(known.devices.filter(({ approved }) => approved).map(({ account }) => account))
    return [...accounts]
      .filter((account) => account !== this.deps.account && isPerson(account, known))
      .map((account) => ({ account, name: nameOf(known, account) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }

  /** Lists those of them who read hụi on every phone of theirs: a host hands a line in to one of these. */
  officers(): readonly { account: string; name: string }[] {
    const [known, now] = [this.deps.directory(), this.deps.clock.now()]
    return this.receivers().filter(({ account }) => booksReadBy(account, known, now).has('hui'))
  }

  /** Makes a bundle for an account; null where there is nothing to hand over. */
  async give(to: string, choice: BundleChoice): Promise<Bundle | null> {
    const peers = await this.deps.peers()
    const bundle = await this.#made(to, choice, (contents, now) => peers.seal(to, contents, now))
    if (bundle) this.lastFile = { to, bundle }
    return bundle
  }

  /** Makes a bundle for the phone whose card was met; null where there is nothing to hand over. */
  async giveTo(card: PeerCard, choice: BundleChoice): Promise<MadeBundle | null> {
    const peers = await this.deps.peers()
    return this.#made(card.account, choice, async (contents, now) => ({
      file: await peers.sealToCard(card, contents, now)
    }))
  }

  async #made<Sealed>(
    to: string,
    choice: BundleChoice,
    seal: (contents: BundleContents, now: number) => Promise<Sealed>
  ): Promise<(BundleCounts & Sealed) | null> {
    const { chain, open, sealed, left } = await this.choose(to, choice)
    if (open.length + sealed.length === 0) return null
    const boxes = await this.box(sealed)
    const bundle = await seal({ facts: [...chain, ...open], boxes }, this.deps.clock.now())
    this.handed(to, [...open, ...sealed])
    return { ...bundle, open: open.length, sealed: sealed.length, left }
  }

  /** Chooses what an account is handed. */
  async choose(to: string, choice: BundleChoice): Promise<ChosenFacts> {
    const { unit, roles, clock, slices } = this.deps
    const { store } = await this.deps.peers()
    // A clock that was set back opens no book to whose right has ended by then.
    const now = Math.max(clock.now(), await this.serverTime(null))
    const known = await this.directory()
    const handed = this.#handed.get(to) ?? new Set<string>()
    const deps = { unit, roles, known, store, now, handed, slices }
    return typeof choice === 'string' ? chooseFacts(to, choice, deps) : chooseLine(choice.line, to, deps)
  }

  /** Notes what an account was handed: what did not fit goes first the next time. */
  handed(to: string, facts: readonly Envelope[]): void {
    const handed = this.#handed.get(to) ?? new Set<string>()
    for (const { id } of facts) handed.add(id)
    this.#handed.set(to, handed)
  }

  /** Seals facts to the unit's server. */
  async box(facts: readonly Envelope[]): Promise<SealedBox[]> {
    if (facts.length === 0) return []
    const peers = await this.deps.peers()
    return peers.box(facts, (await this.directory()).sealingKey!)
  }

  /** Tells whether records may be handed to whose card was read. @param lastExchange when this phone last heard the server, Unix ms */
  async meet(
    read: ReadCard,
    lastExchange: number | null
  ): Promise<{ card: PeerCard } | { code: CardRefusal }> {
    const { unit, account, verify, clock } = this.deps
    const known = await this.directory()
    const serverTime = await this.serverTime(lastExchange)
    return meetCard(read, { unit, account, known, serverTime, now: clock.now(), verify })
  }

  /** Makes a card of this phone, for a screen. */
  async showCard(): Promise<ShownCard> {
    return (await this.deps.peers()).showCard(this.deps.clock.now())
  }

  /** @throws when its code cannot be loaded now */
  async openQr(): Promise<QrCarrier> {
    return (await this.deps.peers()).openQr()
  }

  /** Takes in a colleague's file, see `takeIn`. @param lastExchange when this phone last heard the server, Unix ms */
  async take(
    file: Blob,
    code: string,
    lastExchange: number | null
  ): Promise<TakenIn | { code: BundleRefusal }> {
    const peers = await this.deps.peers()
    return this.takeOpened(await peers.open(file, code), lastExchange)
  }

  /** Takes in a bundle that was opened. @param lastExchange when this phone last heard the server, Unix ms */
  async takeOpened(
    opened: OpenedBundle | { code: UnopenedBundle },
    lastExchange: number | null
  ): Promise<TakenIn | { code: BundleRefusal }> {
    const { unit, account, roles, verify } = this.deps
    const peers = await this.deps.peers()
    const known = await this.directory()
    const serverTime = await this.serverTime(lastExchange)
    const knownWith = (records: ReadonlySet<string>) => this.#directoryWith(records)
    const deps = { unit, account, roles, known, knownWith, serverTime, verify, peers }
    return this.deps.whole(takeIn(opened, deps))
  }

  /** Takes a host's own book in again, see `takeOwnCopy`. */
  async takeCopy(text: string): Promise<TakenCopy | null> {
    const { unit, account, verify } = this.deps
    const [{ store }, known] = [await this.deps.peers(), await this.directory()]
    return this.deps.whole(takeOwnCopy(text, { unit, account, known, verify, store }))
  }

  /** Tells what this phone carries for others. */
  async burden(): Promise<Burden> {
    const peers = await this.deps.peers()
    const [carried, boxes] = await Promise.all([
      firstValue(peers.store.inState('carried', most)),
      peers.waitingBoxes()
    ])
    return { facts: carried.length, boxes }
  }

  /** Waits for the directory as it has been verified: an empty one knows nobody. */
  async directory(): Promise<Directory> {
    const { unit, sources } = this.deps
    return (await firstValue(sources.directory.byUnit())).get(unit)!
  }

  /** Returns the directory with these records, which were just written here. */
  async #directoryWith(records: ReadonlySet<string>): Promise<Directory> {
    const { store, roots } = await this.deps.peers()
    await firstValue(store.book('directory'), (facts) => {
      const here = new Set(facts.map(({ id }) => id))
      return [...records].every((id) => here.has(id))
    })
    // Not the notebook's own, which tells the value before until it has folded this one. Signatures are verified once.
    const directory = new VerifiedDirectory(store, this.deps.verify, this.deps.unit, roots)
    return firstValue(directory.known())
  }

  /** Returns the last time of the server that this phone knows, Unix ms. @param lastExchange see `take` */
  async serverTime(lastExchange: number | null): Promise<number> {
    return Math.max(lastExchange ?? 0, await this.#lastTaken())
  }

  /** Returns when the server took the last of the directory's facts that it gave this phone. */
  async #lastTaken(): Promise<number> {
    const { store } = await this.deps.peers()
    const facts = await firstValue(store.book('directory'))
    const given = facts.filter(({ sync }) => sync === 'sent' || sync === 'received')
    return given.reduce((last, { took = 0 }) => Math.max(last, took), 0)
  }
}

function isPerson(account: string, known: Directory): boolean {
  if (account === serverAccount || account === rootAccount || isSuspended(known, account)) return false
  const roles = known.accounts.get(account)?.roles ?? []
  return !roles.every((role) => agents.includes(role))
}
