import { codeBytes } from '../code.ts'
import { base64UrlOf, bytesOfBase64 } from '../bundle/base64url.ts'
import { ByteReader, MalformedBundle } from '../bundle/byte-reader.ts'
import { ByteWriter } from '../bundle/byte-writer.ts'
import { bundleLimits } from '../bundle/limits.ts'
import { maxPhotoBytes } from '../../photos/parts.ts'

const idBytes = 16
const hashBytes = 32
const nonceBytes = 32
const signatureBytes = 64
const mostCounted = 100_000
/** Photos that one phone offers another at a time. */
export const maxPhotosOffered = 200
/** Bytes of all photos that go one way over one channel. */
export const maxPhotoBytesOffered = 64 * 1024 * 1024

/** A photo that the giver holds, and a fact in whose body it is named. */
export interface OfferedPhoto {
  fact: string
  sha256: string
  bytes: number
}

/** Counts what became of a part, or of a photo. */
export interface TakenCounts {
  added: number
  known: number
  refused: number
  boxes: number
}

/** Names all that two phones say to each other: both prove themselves, then each gives, and takes what the other gives. */
export type ChannelMessage =
  | { kind: 'challenge'; nonce: string }
  | { kind: 'proof'; sig: string }
  /** Lists the facts that the giver has for the taker, and says whether sealed boxes follow. */
  | { kind: 'list'; ids: readonly string[]; boxes: number }
  /** Says of each fact of the list whether the taker lacks it. */
  | { kind: 'wanted'; lacks: readonly boolean[] }
  /** Brings a bundle and the code that opens it. */
  | { kind: 'part'; code: Uint8Array<ArrayBuffer>; file: Uint8Array<ArrayBuffer> }
  | ({ kind: 'taken' } & TakenCounts)
  | { kind: 'photo-list'; photos: readonly OfferedPhoto[] }
  | { kind: 'photos-wanted'; lacks: readonly boolean[] }
  | { kind: 'photo'; bytes: Uint8Array<ArrayBuffer> }
  /** Says that the giver has given all. */
  | { kind: 'done' }
  /** Says that its phone has given all and heard that the other has. */
  | { kind: 'bye' }

type Kind = ChannelMessage['kind']
export type MessageOf<K extends Kind> = Extract<ChannelMessage, { kind: K }>

interface Form<K extends Kind> {
  /** Bytes of the longest. */
  most: number
  write(message: MessageOf<K>, to: ByteWriter): void
  /** @throws MalformedBundle */
  read(from: ByteReader): MessageOf<K>
}

const bitsOf = (lacks: readonly boolean[], to: ByteWriter) => {
  to.count(lacks.length)
  const bytes = new Uint8Array(Math.ceil(lacks.length / 8))
  lacks.forEach((lacking, i) => {
    if (lacking) bytes[i >> 3]! |= 1 << (i & 7)
  })
  to.raw(bytes)
}
const bitsIn = (from: ByteReader, most: number): boolean[] => {
  const length = from.count(most)
  const bytes = from.raw(Math.ceil(length / 8))
  return Array.from({ length }, (_, i) => ((bytes[i >> 3]! >> (i & 7)) & 1) === 1)
}
const writeId = (id: string, to: ByteWriter) =>
  to.raw(Uint8Array.from(id.replaceAll('-', '').match(/../g)!, (two) => Number.parseInt(two, 16)))
const readId = (from: ByteReader): string => {
  const hex = Array.from(from.raw(idBytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const forms: { [K in Kind]: Form<K> } = {
  challenge: {
    most: nonceBytes,
    write: ({ nonce }, to) => to.raw(bytesOfBase64(nonce)),
    read: (from) => ({ kind: 'challenge', nonce: base64UrlOf(from.raw(nonceBytes)) })
  },
  proof: {
    most: signatureBytes,
    write: ({ sig }, to) => to.raw(bytesOfBase64(sig)),
    read: (from) => ({ kind: 'proof', sig: base64UrlOf(from.raw(signatureBytes)) })
  },
  list: {
    most: 8 + bundleLimits.facts * idBytes,
    write({ ids, boxes }, to) {
      to.count(boxes)
      to.count(ids.length)
      for (const id of ids) writeId(id, to)
    },
    read(from) {
      const boxes = from.count(bundleLimits.boxes)
      const ids = Array.from({ length: from.count(bundleLimits.facts) }, () => readId(from))
      return { kind: 'list', ids, boxes }
    }
  },
  wanted: {
    most: 8 + bundleLimits.facts / 8,
    write: ({ lacks }, to) => bitsOf(lacks, to),
    read: (from) => ({ kind: 'wanted', lacks: bitsIn(from, bundleLimits.facts) })
  },
  part: {
    most: codeBytes + bundleLimits.file,
    write({ code, file }, to) {
      to.raw(code)
      to.raw(file)
    },
    read: (from) => ({ kind: 'part', code: from.raw(codeBytes), file: from.rest() })
  },
  taken: {
    most: 16,
    write: ({ added, known, refused, boxes }, to) =>
      [added, known, refused, boxes].forEach((n) => to.count(n)),
    read: (from) => ({
      kind: 'taken',
      added: from.count(mostCounted),
      known: from.count(mostCounted),
      refused: from.count(mostCounted),
      boxes: from.count(mostCounted)
    })
  },
  'photo-list': {
    most: 8 + maxPhotosOffered * (idBytes + hashBytes + 4),
    write({ photos }, to) {
      to.count(photos.length)
      for (const { fact, sha256, bytes } of photos) {
        writeId(fact, to)
        to.raw(bytesOfBase64(sha256))
        to.count(bytes)
      }
    },
    read(from) {
      const photos = Array.from({ length: from.count(maxPhotosOffered) }, () => ({
        fact: readId(from),
        sha256: base64UrlOf(from.raw(hashBytes)),
        bytes: from.count(maxPhotoBytes)
      }))
      return { kind: 'photo-list', photos }
    }
  },
  'photos-wanted': {
    most: 8 + maxPhotosOffered / 8,
    write: ({ lacks }, to) => bitsOf(lacks, to),
    read: (from) => ({ kind: 'photos-wanted', lacks: bitsIn(from, maxPhotosOffered) })
  },
  photo: {
    most: maxPhotoBytes,
    write: ({ bytes }, to) => to.raw(bytes),
    read: (from) => ({ kind: 'photo', bytes: from.rest() })
  },
  done: { most: 0, write: () => {}, read: () => ({ kind: 'done' }) },
  bye: { most: 0, write: () => {}, read: () => ({ kind: 'bye' }) }
}

/** Orders the kinds for good: a later build adds at the end. */
const kinds = Object.keys(forms) as Kind[]

/** Returns the number by which a frame names a kind of message. */
export const messageNumber = (kind: Kind): number => kinds.indexOf(kind)

/** Returns how many bytes the longest message of that number has; null: there is none. */
export function mostBytesOf(number: number): number | null {
  const kind = kinds[number]
  return kind ? forms[kind].most : null
}

export function bytesOfMessage(message: ChannelMessage): Uint8Array<ArrayBuffer> {
  const to = new ByteWriter()
  const form = forms[message.kind] as Form<Kind>
  form.write(message, to)
  return to.done()
}

/** Reads a message of that number; null when no phone writes so. */
export function messageIn(number: number, bytes: Uint8Array<ArrayBuffer>): ChannelMessage | null {
  const from = new ByteReader(bytes)
  try {
    const message = forms[kinds[number]!].read(from)
    return from.isAtEnd ? message : null
  } catch (problem) {
    if (problem instanceof MalformedBundle) return null
    throw problem
  }
}
