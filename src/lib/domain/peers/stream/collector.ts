import { frameIn, symbolsOf, type StreamShape } from './frame.ts'

/** How many streams are kept side by side: the giver starts another one when they make their codes larger. */
const mostStreams = 3
/** Packets beyond the number of symbols: with one, hardly one try in ten thousand fails. */
const spare = 1
/** How many refused streams are remembered. */
const mostRefused = 8

/** A stream as far as it has been read. */
export interface CollectedStream extends Omit<StreamShape, 'tag'> {
  packets: ReadonlyMap<number, Uint8Array>
  /** How many packets are tried next. */
  enough: number
}

type Collecting = Omit<CollectedStream, 'packets'> & { packets: Map<number, Uint8Array> }

/**
 * Collects the packets of the streams for one card, in any order, each once. Sets room aside only for what it was shown: at
 * most `bundleLimits.file` and a little for each of a few streams.
 */
export class StreamCollector {
  readonly #tag: Uint8Array
  readonly #streams = new Map<string, Collecting>()
  #refused: readonly string[] = []

  /** @param tag see `cardTag` */
  constructor(tag: Uint8Array) {
    this.#tag = tag
  }

  /** Takes what a camera read. @returns whether it is a packet for this card that was not here; null: it is for somebody else, or is none */
  add(read: string): boolean | null {
    const frame = frameIn(read)
    if (!frame || !frame.tag.every((byte, i) => byte === this.#tag[i])) return null
    const { stream, size, symbol, number, packet } = frame
    const name = nameOf({ stream, size, symbol })
    if (this.#refused.includes(name)) return false
    const known = this.#streams.get(name)
    const { packets, enough } = known ?? this.#begin(name, { stream, size, symbol })
    if (packets.has(number) || packets.size >= enough) return false
    packets.set(number, packet)
    return true
  }

  /** The stream of which most is here; null before the first. */
  get leading(): CollectedStream | null {
    const all = [...this.#streams.values()]
    return all.sort((a, b) => shareOf(b) - shareOf(a))[0] ?? null
  }

  /** The stream of which enough is here to try it; null while there is none. */
  get whole(): CollectedStream | null {
    return [...this.#streams.values()].find(({ packets, enough }) => packets.size >= enough) ?? null
  }

  /** Asks for one more packet of a stream, whose packets did not suffice. */
  wantMore(stream: CollectedStream): void {
    const found = this.#streams.get(nameOf(stream))
    if (found) found.enough++
  }

  /** Forgets a stream that could not be joined: it may be read anew. */
  drop(stream: CollectedStream): void {
    this.#streams.delete(nameOf(stream))
  }

  /** Forgets a stream that was judged: read once more it would be the same, and its codes may run on. */
  refuse(stream: CollectedStream): void {
    this.drop(stream)
    this.#refused = [nameOf(stream), ...this.#refused].slice(0, mostRefused)
  }

  #begin(name: string, shape: Omit<StreamShape, 'tag'>): Collecting {
    if (this.#streams.size >= mostStreams) {
      const [[least]] = [...this.#streams].sort(([, a], [, b]) => shareOf(a) - shareOf(b)) as [
        [string, unknown]
      ]
      this.#streams.delete(least)
    }
    const begun = { ...shape, packets: new Map(), enough: symbolsOf(shape) + spare }
    this.#streams.set(name, begun)
    return begun
  }
}

const nameOf = ({ stream, size, symbol }: Omit<StreamShape, 'tag'>) => `${stream} ${size} ${symbol}`

const shareOf = ({ packets, enough }: CollectedStream) => packets.size / enough
