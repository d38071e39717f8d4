import { uncompress } from 'snappyjs'

/** The magic number at the end of each table: LevelDB's doc/table_format.md. */
const magic = 0xdb4775248b80fb57n
const footerBytes = 48
const snappy = 1

interface Handle {
  offset: number
  size: number
}

/** Returns the contents of a LevelDB table's blocks, unpacked; null for a file that is no table. */
export function blocksOfTable(file: Buffer): Buffer[] | null {
  if (file.length < footerBytes || file.readBigUInt64LE(file.length - 8) !== magic) return null
  const footer = new Reader(file.subarray(file.length - footerBytes))
  footer.handle()
  const index = blockAt(file, footer.handle())
  return valuesOf(index).map((value) => blockAt(file, new Reader(value).handle()))
}

/** Unpacks a block; behind it stand its kind of compression and a checksum. */
function blockAt(file: Buffer, { offset, size }: Handle): Buffer {
  const packed = file.subarray(offset, offset + size)
  return file[offset + size] === snappy ? Buffer.from(uncompress(packed)) : packed
}

/** Returns the values of a block's entries; its end lists where keys are written out whole. */
function valuesOf(block: Buffer): Buffer[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const entries = new Reader(block.subarray(0, block.length - 4 * (restarts + 1)))
  const values: Buffer[] = []
  while (!entries.isOver) {
    entries.number()
    const keyBytes = entries.number()
    const valueBytes = entries.number()
    entries.take(keyBytes)
    values.push(entries.take(valueBytes))
  }
  return values
}

const logBlock = 32_768
const logHeader = 7

/** Returns the records of a LevelDB log one after the other, without the headers that may cut a text in two. */
export function recordsOfLog(file: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let block = 0; block < file.length; block += logBlock) {
    const end = Math.min(block + logBlock, file.length)
    for (let at = block; at + logHeader <= end;) {
      const length = file.readUInt16LE(at + 4)
      pieces.push(file.subarray(at + logHeader, Math.min(at + logHeader + length, end)))
      at += logHeader + length
    }
  }
  return Buffer.concat(pieces)
}

class Reader {
  #at = 0

  constructor(private readonly bytes: Buffer) {}

  get isOver(): boolean {
    return this.#at >= this.bytes.length
  }

  /** Reads a varint. */
  number(): number {
    let [value, factor] = [0, 1]
    for (;;) {
      const byte = this.bytes[this.#at++]
      if (byte === undefined) throw new Error('a block that ends in a number')
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
  }

  handle(): Handle {
    return { offset: this.number(), size: this.number() }
  }

  take(count: number): Buffer {
    this.#at += count
    return this.bytes.subarray(this.#at - count, this.#at)
  }
}
