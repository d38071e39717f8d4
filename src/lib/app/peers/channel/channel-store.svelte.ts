import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { PeerEndpoint } from '#lib/domain/peers/channel/endpoint.ts'
import { msLeft, noFlow, type ChannelProgress } from '#lib/domain/peers/channel/progress.ts'
import type { ChannelRefusal, SignalRefusal } from '#lib/domain/peers/channel/refusals.ts'
import { offerName, type Signal } from '#lib/domain/peers/channel/signal-text.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { PeerConnection, PeerLink, Peers } from '#lib/ports/ports.ts'
import type { BookDeps } from '../../notebook/book-deps.ts'
import type { BundleChoice, ChosenFacts } from '../choose.ts'
import { PeersStore } from '../peers-store.ts'
import { exchangeRecords, type ExchangedSum } from './exchange-records.ts'
import { readSignal, signedSignal, type SignalDeps } from './signals.ts'

export type { ChannelProgress, ExchangedSum }

/** How long two phones may look for each other, ms: the one that offers knows both ends, the other waits for a scan. */
const connectMs = 30_000
const scanMs = 5 * 60_000
/** After how long the phone that waits for a scan says what may be wrong, ms: the other has no way to tell it. */
const lateMs = 20_000

/**
 * Tells how far a channel has come. `offered`, `answered`: the other phone is to scan the text, `isLate`: it should have by
 * now; `passing`: records go both ways; `full`: this phone has no room left.
 */
export type ChannelState =
  | { step: 'ready' | 'preparing' }
  | { step: 'offered'; text: string }
  | { step: 'answered'; text: string; account: string; isLate: boolean }
  | { step: 'connecting'; account: string }
  | { step: 'passing'; account: string; progress: ChannelProgress; msLeft: number | null }
  | { step: 'done'; account: string; left: number; sum: ExchangedSum }
  | { step: 'failed'; code: ChannelRefusal | 'full' | 'failed' }

/** Says what a phone gives, and when it last heard the server, Unix ms. */
export interface ChannelTerms {
  choice: BundleChoice
  lastExchange: number | null
}

/** Passes records and photos to a colleague's phone in the same Wi-Fi, and takes theirs, both ways at once. */
export class ChannelStore {
  #state = $state.raw<ChannelState>({ step: 'ready' })
  readonly #peers: PeersStore
  #ending = new AbortController()
  /** This phone's end of an offer, and the name by which an answer knows it. */
  #offered: { connection: PeerConnection; own: PeerEndpoint; name: string } | null = null
  #boxes: { of: string; sealed: Promise<SealedBox[]> } | null = null

  constructor(private readonly deps: BookDeps) {
    this.#peers = new PeersStore(deps)
  }

  get state(): ChannelState {
    return this.#state
  }

  /** Makes an offer for the other phone to scan. */
  async offer(terms: ChannelTerms): Promise<void> {
    const connection = await this.#begin()
    if (!connection) return
    await this.#during(async () => {
      const own = await connection.offer()
      const peers = await this.deps.peers()
      const text = await signedSignal(own, null, this.#signalDeps(peers, terms))
      this.#offered = { connection, own, name: offerName(await hashOf(text)) }
      this.#tell({ step: 'offered', text })
    })
  }

  /** Follows the answer to this phone's offer. @returns why it does not; the offer stands then. */
  async accept(text: string, terms: ChannelTerms): Promise<SignalRefusal | null> {
    const offered = this.#offered
    if (!offered) return 'other-offer'
    const peers = await this.deps.peers()
    const read = await readSignal(text, offered.name, this.#signalDeps(peers, terms))
    if ('code' in read) return read.code
    this.#offered = null
    this.#tell({ step: 'connecting', account: read.signal.account })
    await this.#during(async () => {
      await offered.connection.accept(read.signal.endpoint)
      await this.#pass(await offered.connection.opened(connectMs), offered.own, read, terms)
    })
    return null
  }

  /** Answers a scanned offer. @returns why it does not */
  async answer(text: string, terms: ChannelTerms): Promise<SignalRefusal | null> {
    const peers = await this.deps.peers()
    const deps = this.#signalDeps(peers, terms)
    const read = await readSignal(text, null, deps)
    if ('code' in read) return read.code
    const connection = await this.#begin()
    if (!connection) return null
    await this.#during(async () => {
      const own = await connection.answer(read.signal.endpoint)
      const answer = await signedSignal(own, offerName(await hashOf(text.trim())), deps)
      const waiting = { step: 'answered', text: answer, account: read.signal.account } as const
      this.#tell({ ...waiting, isLate: false })
      const late = setTimeout(() => this.#tell({ ...waiting, isLate: true }), lateMs)
      const link = await connection.opened(scanMs).finally(() => clearTimeout(late))
      await this.#pass(link, own, read, terms)
    })
    return null
  }

  /** Ends whatever goes on; what was taken in stays. */
  cancel(): void {
    this.#ending.abort()
    this.#offered = null
    this.#state = { step: 'ready' }
  }

  async #begin(): Promise<PeerConnection | null> {
    this.cancel()
    const ending = (this.#ending = new AbortController())
    this.#tell({ step: 'preparing' })
    const connection = await this.#during(async () => (await this.deps.peers()).connect())
    if (connection === null) this.#tell({ step: 'failed', code: 'unsupported' })
    if (!connection) return null
    if (ending.signal.aborted) connection.close()
    ending.signal.addEventListener('abort', () => connection.close())
    return connection
  }

  async #pass(
    link: PeerLink | null,
    own: PeerEndpoint,
    { signal, key }: { signal: Signal; key: PublicKey },
    { choice, lastExchange }: ChannelTerms
  ): Promise<void> {
    const { unit, roles, verify, clock } = this.deps
    const { account, device, endpoint } = signal
    if (!link) return this.#tell({ step: 'failed', code: 'no-connection' })
    const peers = await this.deps.peers()
    const begun = performance.now()
    const told = (progress: ChannelProgress) =>
      this.#tell({ step: 'passing', account, progress, msLeft: msLeft(progress, performance.now() - begun) })
    told({ given: noFlow, taken: noFlow, bytes: 0 })
    let chosen: ChosenFacts | null = null
    const ended = await exchangeRecords(link, {
      ends: {
        unit,
        own: { account: this.deps.account, device: peers.device.id, fingerprint: own.fingerprint },
        other: { account, device, key, fingerprint: endpoint.fingerprint }
      },
      device: peers.device,
      verify,
      cancelled: this.#ending.signal,
      told,
      give: {
        directory: () => this.#peers.directory(),
        now: () => clock.now(),
        choose: async () => (chosen = await this.#peers.choose(account, choice)),
        box: (facts) => this.#boxed(facts),
        seal: (contents) => peers.seal(account, contents, clock.now()),
        photo: peers.photo
      },
      take: { roles, peers, take: (opened) => this.#peers.takeOpened(opened, lastExchange) }
    })
    if ('code' in ended) return this.#tell({ step: 'failed', code: ended.code })
    const { open = [], sealed = [], left = 0 } = (chosen as ChosenFacts | null) ?? {}
    this.#peers.handed(account, [...open, ...sealed])
    this.#tell({ step: 'done', account, left, sum: ended })
  }

  /** Seals facts once: a second connection brings the same boxes, which their carrier keeps once. */
  #boxed(facts: readonly Envelope[]): Promise<SealedBox[]> {
    const of = facts.map(({ id }) => id).join(' ')
    if (this.#boxes?.of !== of) this.#boxes = { of, sealed: this.#peers.box(facts) }
    return this.#boxes.sealed
  }

  #signalDeps({ device }: Peers, { lastExchange }: ChannelTerms): SignalDeps {
    const { unit, account, verify, clock } = this.deps
    return {
      unit,
      account,
      device,
      verify,
      now: () => clock.now(),
      directory: () => this.#peers.directory(),
      serverTime: () => this.#peers.serverTime(lastExchange)
    }
  }

  /** Tells of what goes wrong in between, unless it was ended by hand. */
  async #during<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { signal } = this.#ending
    try {
      return await work()
    } catch (problem) {
      if (signal.aborted) return undefined
      const isFull = (problem as Error).name === 'QuotaExceededError'
      this.#tell({ step: 'failed', code: isFull ? 'full' : 'failed' })
      this.#ending.abort()
      return undefined
    }
  }

  #tell(state: ChannelState): void {
    if (!this.#ending.signal.aborted) this.#state = state
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
