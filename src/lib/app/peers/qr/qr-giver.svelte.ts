import { cardIn, cardNumber, cardTag, type PeerCard } from '#lib/domain/peers/card/card.ts'
import { codeKind, type CodeKind } from '#lib/domain/peers/code-kind.ts'
import type { CardRefusal } from '#lib/domain/peers/refusals.ts'
import { frameText, streamNumber, symbolFor } from '#lib/domain/peers/stream/frame.ts'
import { paceFor, paces } from '#lib/domain/peers/stream/pace.ts'
import type { Stoppable, QrCarrier, QrSquares } from '#lib/ports/ports.ts'
import type { BundleChoice, MadeBundle, PeersStore } from '../peers-store.ts'
import { CodeCamera } from './code-camera.svelte.ts'

export { codeGap, layoutFor } from '#lib/domain/peers/stream/pace.ts'

/** How long the taker's name and number stand there before the codes run, ms: for both to look at them. */
const meetingMs = 3_000
/** How often all codes run before the next ones have larger squares: a camera that reads a fifth of them has all by then. */
const rounds = 3
/** Codes that run before that at least: some twenty seconds of a short stream. */
const patience = 240

/** A bundle that runs over the screen. */
interface RunningStream {
  perSecond: number
  /** Squares on a side, the quiet zone with them. */
  squares: number
  /** Draws the codes one after the other, round and round. */
  next(): QrSquares
}

/** Somebody whose card was read, and what they are given. */
interface Met {
  card: PeerCard
  number: string
  bundle: MadeBundle
}

/** The screen that hands a bundle over by codes: it reads the card of the taker's phone, then lets the bundle run. */
export class QrGiver {
  choice = $state<BundleChoice | ''>('')
  met = $state.raw<Met | null>(null)
  stream = $state.raw<RunningStream | null>(null)
  problem = $state<CardRefusal | 'nothing' | 'failed' | null>(null)
  /** Tells what was read in place of a card. */
  stray = $state<Exclude<CodeKind, 'card'> | null>(null)
  /** The codes have gone over to larger squares by themselves. */
  eased = $state(false)
  readonly camera: CodeCamera
  #tag = new Uint8Array()
  #judged = ''
  #pace = 0
  #awake: Stoppable | null = null
  #begins: ReturnType<typeof setTimeout> | undefined

  /** @param lastExchange tells when this phone last heard the server, Unix ms */
  constructor(
    private readonly store: PeersStore,
    private readonly lastExchange: () => number | null,
    choice: BundleChoice = 'unsent'
  ) {
    this.choice = choice
    this.camera = new CodeCamera(
      () => store.openQr(),
      (texts) => void this.#meet(texts).catch(() => (this.problem = 'failed'))
    )
  }

  /** Chooses anew for a card that has been read with nothing to give. */
  chooseAgain(): void {
    this.#judged = ''
    this.problem = this.stray = null
  }

  async #meet(texts: readonly string[]): Promise<void> {
    const spelled = texts.find((text) => cardIn(text))
    if (spelled) this.stray = null
    else if (texts[0]) this.#noteStray(texts[0])
    // A code stays in sight for many pictures.
    if (!spelled || spelled === this.#judged) return
    this.#judged = spelled
    this.problem = null
    const read = cardIn(spelled)!
    const found = await this.store.meet(read, this.lastExchange())
    if ('code' in found) this.problem = found.code
    else {
      const bundle = await this.store.giveTo(found.card, this.choice || 'unsent')
      if (!bundle) this.problem = 'nothing'
      else if (this.camera.on) {
        this.camera.stop()
        this.camera.on = false
        this.stray = null
        this.#tag = new Uint8Array(cardTag(read.text))
        this.met = { card: found.card, number: cardNumber(read.text), bundle }
      }
    }
  }

  #noteStray(text: string): void {
    const kind = codeKind(text)
    if (kind !== 'card') this.stray = kind
  }

  /** Lets the codes run a moment after the taker's name stands there. @param side room for a code, CSS pixels */
  begin(side: number): void {
    this.#pace = paceFor(side)
    this.#begins ??= setTimeout(() => void this.#run().catch(() => (this.problem = 'failed')), meetingMs)
  }

  get maySlow(): boolean {
    return this.stream !== null && this.#pace < paces.length - 1
  }

  /** Goes on with larger squares, and less often. */
  async slow(): Promise<void> {
    this.#pace++
    await this.#run().catch(() => (this.problem = 'failed'))
  }

  async #run(): Promise<void> {
    const { met } = this
    if (!met) return
    const qr = await this.store.openQr()
    this.#awake ??= qr.keepAwake()
    const stream = await streamOf(qr, met.bundle.file, this.#tag, this.#pace, () => void this.#ease())
    if (this.met === met) this.stream = stream
  }

  /** Slows down by itself: the taker would have all by now, and its screen is not seen from here. */
  async #ease(): Promise<void> {
    if (!this.maySlow) return
    await this.slow()
    this.eased = this.met !== null
  }

  /** Ends everything; with `again` for another taker. */
  end(again = false): void {
    clearTimeout(this.#begins)
    this.#begins = undefined
    this.camera.stop()
    this.#awake?.stop()
    this.#awake = null
    this.#judged = ''
    this.met = this.stream = this.problem = this.stray = null
    this.eased = false
    this.camera.on = again
  }
}

async function streamOf(
  qr: QrCarrier,
  file: Uint8Array<ArrayBuffer>,
  tag: Uint8Array,
  at: number,
  unread: () => void
): Promise<RunningStream> {
  const { symbol: most, perSecond } = paces[at]!
  const symbol = symbolFor(file.length, most)
  const packets = await qr.packetsOf(file, symbol)
  const stream = streamNumber(crypto.getRandomValues(new Uint8Array(4)))
  const shape = { tag, stream, size: file.length, symbol }
  const draw = (number: number) => qr.squaresOf(frameText(shape, packets[number % packets.length]!))
  const enough = Math.max(rounds * packets.length, patience)
  let shown = 0
  const next = () => {
    if (++shown === enough) unread()
    return draw(shown - 1)
  }
  return { perSecond, squares: draw(0).length, next }
}
