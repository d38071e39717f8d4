import { cardNumber, cardTag } from '#lib/domain/peers/card/card.ts'
import { cardMs } from '#lib/domain/peers/card/judge-card.ts'
import { codeKind, type CodeKind } from '#lib/domain/peers/code-kind.ts'
import type { BundleRefusal } from '#lib/domain/peers/refusals.ts'
import { StreamCollector, type CollectedStream } from '#lib/domain/peers/stream/collector.ts'
import type { QrSquares, ShownCard } from '#lib/ports/ports.ts'
import type { PeersStore, TakenIn } from '../peers-store.ts'
import { CodeCamera } from './code-camera.svelte.ts'

/** How long nothing is read before the screen says what may help, ms. */
const hintsMs = { closer: 4_000, light: 10_000 }
/** How long nothing is read before this phone's card stands there again, ms: a giver who began anew looks for it. */
const goneMs = 20_000
/** How long codes that are not for this card are in sight before the screen says so, ms: in passing one sees others. */
const strayMs = 2_000
/** How long such codes may be out of sight in between, ms: not every picture is sharp. */
const strayGapMs = 1_500
/** How often packets that did not suffice are tried with one more before they are forgotten. */
const mostTries = 5

/** How far the codes have been read. */
export interface ReadProgress {
  have: number
  needed: number
  /** Null while too little was read to tell. */
  secondsLeft: number | null
}

/** A card on this screen. */
interface OwnCard {
  squares: QrSquares
  number: string
}

/** A card that was shown, and what was read for it. */
interface AwaitedCard {
  shown: ShownCard
  collector: StreamCollector
}

/** The screen that takes a bundle in by codes: it shows this phone's card, and looks for the codes that are for it. */
export class QrTaker {
  card = $state.raw<OwnCard | null>(null)
  progress = $state.raw<ReadProgress | null>(null)
  hint = $state<keyof typeof hintsMs | null>(null)
  /** The kind of codes that have been in sight for a while, none of them for this card: a giver runs them for another, or an older one. */
  stray = $state<Exclude<CodeKind, 'other'> | null>(null)
  /** Whether everything was read, and is being checked. */
  checking = $state(false)
  problem = $state<BundleRefusal | 'failed' | 'full' | null>(null)
  readonly camera: CodeCamera
  /** The card on the screen, and the one before it, which a giver may have read. */
  #cards: readonly AwaitedCard[] = []
  #began = 0
  #last = 0
  #tries = 0
  /** When codes that are for no card of this screen came into sight, and when they were seen last. */
  #strayed = { since: 0, last: 0 }
  #renews: ReturnType<typeof setInterval> | undefined

  /** @param taken is told what came of a bundle */
  constructor(
    private readonly store: PeersStore,
    private readonly now: () => number,
    private readonly lastExchange: () => number | null,
    private readonly taken: (report: TakenIn) => void
  ) {
    this.camera = new CodeCamera(
      () => store.openQr(),
      (texts) => this.#read(texts)
    )
  }

  /** Shows a card; another one before it is too old for a giver, unless one has begun. */
  async begin(): Promise<void> {
    await this.#showCard()
    this.#renews ??= setInterval(() => {
      if (!this.progress && !this.checking) void this.#showCard()
    }, cardMs / 2)
  }

  async #showCard(): Promise<void> {
    try {
      const [shown, qr] = [await this.store.showCard(), await this.store.openQr()]
      const collector = new StreamCollector(cardTag(shown.text))
      this.#cards = [{ shown, collector }, ...this.#cards.slice(0, 1)]
      this.card = { squares: qr.squaresOf(shown.spelled), number: cardNumber(shown.text) }
    } catch {
      this.problem = 'failed'
    }
  }

  #read(texts: readonly string[]): void {
    const now = this.now()
    const own = new Set<string>()
    for (const card of this.#cards) {
      const { collector } = card
      const added = texts.map((text) => collector.add(text))
      for (const [i, text] of texts.entries()) if (added[i] !== null) own.add(text)
      if (added.includes(true)) this.#goOn(collector.leading!, now)
      const { whole } = collector
      if (whole && !this.checking) void this.#join(card, whole)
    }
    this.#noteStrays(texts, own, now)
    const still = now - this.#last
    if (this.progress) this.hint = still > hintsMs.light ? 'light' : still > hintsMs.closer ? 'closer' : null
    if (still > goneMs) this.progress = this.hint = null
  }

  /** Says so when what is in sight is for no card of this screen, until something is. @param own what of it is */
  #noteStrays(texts: readonly string[], own: ReadonlySet<string>, now: number): void {
    if (own.size > 0) {
      this.#strayed = { since: now, last: 0 }
      this.stray = null
      return
    }
    const kind = texts.map(codeKind).find((kind) => kind !== 'other')
    if (!kind) return
    const { since, last } = this.#strayed
    this.#strayed = { since: now - last > strayGapMs ? now : since, last: now }
    if (now - this.#strayed.since < strayMs) return
    this.stray = kind
    // The card stands there again: the giver has to read it.
    this.progress = this.hint = null
  }

  #goOn(leading: CollectedStream, now: number): void {
    if (!this.progress) this.#began = now
    this.#last = now
    this.problem = null
    this.progress = progressOf(leading, now - this.#began)
  }

  /** Ends the reader first: a small phone has no room for two such programs at once. */
  async #join(card: AwaitedCard, whole: CollectedStream): Promise<void> {
    this.checking = true
    this.camera.stop()
    this.camera.on = false
    try {
      const qr = await this.store.openQr()
      const { size, symbol, packets } = whole
      const bytes = await qr.bytesOf(size, symbol, [...packets.values()]).catch(() => null)
      if (bytes) await this.#take(card, whole, new Blob([bytes]))
      else if (++this.#tries <= mostTries) card.collector.wantMore(whole)
      else {
        card.collector.drop(whole)
        this.#readOthers()
      }
    } catch (problem) {
      this.problem = (problem as Error).name === 'QuotaExceededError' ? 'full' : 'failed'
      card.collector.refuse(whole)
      this.#readOthers()
    }
    this.checking = false
    this.camera.on = true
  }

  async #take(card: AwaitedCard, whole: CollectedStream, file: Blob): Promise<void> {
    const report = await this.store.takeOpened(await card.shown.open(file), this.lastExchange())
    card.collector.refuse(whole)
    this.#readOthers()
    if ('code' in report) this.problem = report.code
    else this.taken(report)
  }

  #readOthers(): void {
    this.#tries = 0
    this.progress = this.hint = null
  }

  end(): void {
    clearInterval(this.#renews)
    this.camera.stop()
  }
}

function progressOf({ packets, enough }: CollectedStream, ms: number): ReadProgress {
  const have = packets.size
  const secondsLeft = have > 2 ? Math.ceil(((enough - have) * ms) / (have - 1) / 1000) : null
  return { have, needed: enough, secondsLeft }
}
