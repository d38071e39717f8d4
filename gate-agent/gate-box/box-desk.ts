import { hash } from 'node:crypto'
import { boxIn, type BoxRequest } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import type { BoxRefusalCode, BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import { pieceLetters } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { BoxContent } from './box-files.ts'
import type { BoxStore } from './box-store.ts'

interface BoxDeskDeps {
  unit: string
  store: BoxStore
  /** The id of the key to which boxes of the unit are sealed; null: the directory names none. */
  sealedTo(): string | null
  /** Returns the phone that sealed a box, see `sealerOf`. */
  sealer(box: SealedBox): Promise<string | null>
  /** Unix ms by the server's clock, as far as it is known. */
  now(): number
  /** Milliseconds of a monotonic clock. */
  steady(): number
}

type Fields = 'v' | 'id' | 'unit' | 'gate' | 'key' | 'at'
type Answered = { [Kind in BoxReply['box']]: Omit<Extract<BoxReply, { box: Kind }>, Fields> }
/** An answer without the fields that every one bears. */
type BoxAnswer = Answered[BoxReply['box']]

type Leaving = Extract<BoxRequest, { box: 'leave' }>

/** A box of which not every piece is here. */
interface Begun extends Pick<Leaving, 'name' | 'to' | 'size'> {
  letters: string
  /** By the monotonic clock, ms. */
  touched: number
}

/** Boxes that phones may leave at a time, one each: they lie in memory until they are whole. */
const mostBegun = 8
/** How long a box whose phone has gone silent holds its place against another phone, ms. */
const silentMs = 15_000

/** Pieces that may be asked for and not answered yet, of one phone and of all: each box is read whole. */
const mostAsked = { phone: 2, all: 16 }

const refused = (code: BoxRefusalCode | 'RATE_LIMITED'): BoxAnswer => ({ box: 'refused', refusal: { code } })

/** Answers phones that leave and take sealed boxes at a gate; every request was proved to be an approved phone's. */
export class BoxDesk {
  /** By the id of the phone's key. */
  readonly #begun = new Map<string, Begun>()
  /** The box that was read last: its pieces are asked for one after the other. */
  #read: { name: string; content: BoxContent } | null = null
  /** Pieces that are asked for, by the id of the phone's key, and when the last of them is read. */
  readonly #asked: string[] = []
  #reading: Promise<unknown> = Promise.resolve()

  constructor(private readonly deps: BoxDeskDeps) {}

  async answer(request: BoxRequest): Promise<BoxAnswer> {
    if (request.box === 'leave') return this.#leave(request)
    if (request.box === 'take') return this.#piece(request)
    return { box: 'list', boxes: this.deps.store.list(request.key, request.after ?? '') }
  }

  async #leave(piece: Leaving): Promise<BoxAnswer> {
    const { store, sealedTo, sealer, now } = this.deps
    const { key: device, name, size, text, from } = piece
    if (store.has(name)) return this.#end(device, { box: 'kept' })
    if (piece.to !== sealedTo()) return this.#end(device, refused('OTHER_SERVER'))
    // Says nothing yet of who sealed it: a phone that lies here is refused once all is here.
    const known = this.#begun.get(device)
    const start = from === 0 ? text : known?.name === name ? known.letters : device
    const isOthers = !start.startsWith(device)
    const why = store.refusal({ device, isOthers }, size, now())
    if (why) return this.#end(device, refused(why))
    const begun = this.#begunBy(device, piece)
    if (!begun) return refused('RATE_LIMITED')
    // Says where to go on: the answer to an earlier piece was lost, or this machine was started anew.
    if (from !== begun.letters.length) return { box: 'have', have: begun.letters.length }
    begun.letters += text
    if (begun.letters.length < size) return { box: 'have', have: begun.letters.length }
    this.#begun.delete(device)
    const box = wholeBox(this.deps.unit, begun)
    if (!box) return refused('BAD_BOX')
    // Waits at the server in the share of this machine, where it could keep out others.
    const sealedBy = await sealer(box)
    if (sealedBy === null) return refused('STRANGER')
    const unkept = await store.keep({ device, isOthers: sealedBy !== device }, name, begun, now())
    return unkept ? refused(unkept) : { box: 'kept' }
  }

  #end(device: string, answer: BoxAnswer): BoxAnswer {
    this.#begun.delete(device)
    return answer
  }

  /** Returns what a phone has begun, one box at a time; null while as many others are at it as there is room for. */
  #begunBy(device: string, { name, to, size }: Leaving): Begun | null {
    const touched = this.deps.steady()
    const known = this.#begun.get(device)
    const goesOn = known?.name === name && known.to === to && known.size === size
    const begun = goesOn ? known : { name, to, size, letters: '', touched }
    if (!known) {
      for (const [other, { touched: last }] of this.#begun)
        if (touched - last > silentMs) this.#begun.delete(other)
      if (this.#begun.size >= mostBegun) return null
    }
    begun.touched = touched
    this.#begun.set(device, begun)
    return begun
  }

  /** Reads one box after the other: a phone that asks without end fills no memory and holds up no command. */
  async #piece(asked: Extract<BoxRequest, { box: 'take' }>): Promise<BoxAnswer> {
    const { key } = asked
    const ofPhone = this.#asked.filter((one) => one === key).length
    if (ofPhone >= mostAsked.phone || this.#asked.length >= mostAsked.all) return refused('RATE_LIMITED')
    this.#asked.push(key)
    const reading = this.#reading.then(() => this.#pieceOf(asked))
    this.#reading = reading.catch(() => {})
    return reading.finally(() => this.#asked.splice(this.#asked.indexOf(key), 1))
  }

  async #pieceOf({ name, from }: Extract<BoxRequest, { box: 'take' }>): Promise<BoxAnswer> {
    const content =
      this.#read?.name === name && this.deps.store.isWaiting(name)
        ? this.#read.content
        : await this.deps.store.content(name)
    this.#read = content && { name, content }
    const text = content?.letters.slice(from, from + pieceLetters)
    return text ? { box: 'piece', text } : refused('GONE')
  }
}

/** Returns the box whose letters are here; null when they are not those of its name, or of none: nobody would open them. */
function wholeBox(unit: string, { name, to, size, letters }: Begun): SealedBox | null {
  const isNamed = letters.length === size && hash('sha256', letters, 'base64url') === name
  return isNamed ? boxIn(letters, { unit, key: to }) : null
}
