import { once } from 'node:events'
import { expect, test } from 'vitest'
import { boundedPackets, largestPacket } from './bounded-packets.ts'

/** A packet of this many bytes in all, with a header of four. */
const packet = (size: number) => {
  const length = size - 4
  const digits = [(length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14]
  return Buffer.concat([Buffer.from([0x32, ...digits]), Buffer.alloc(length, 0xff)])
}

/** Sends in pieces of that size. @returns what comes through, or the message of the failure */
async function through(bytes: Buffer, piece: number): Promise<Buffer | string> {
  const bounded = boundedPackets()
  const chunks: Buffer[] = []
  bounded.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(bounded, 'end').then(
    () => Buffer.concat(chunks),
    (problem: Error) => problem.message
  )
  for (let at = 0; at < bytes.length && !bounded.destroyed; at += piece)
    bounded.write(bytes.subarray(at, at + piece))
  if (!bounded.destroyed) bounded.end()
  return ended
}

const ping = Buffer.from([0xc0, 0])
const good = Buffer.concat([ping, packet(largestPacket), packet(200), ping, packet(largestPacket)])

test.each([1, 2, 3, 5, 1_000, 1e6])(
  'in pieces of %d bytes packets up to the bound pass unchanged, and one byte more fails',
  async (piece) => {
    expect(await through(good, piece)).toEqual(good)
    const bad = Buffer.concat([good, packet(largestPacket + 1)])
    expect(await through(bad, piece)).toBe('packet too large')
  }
)

test('a length that never ends fails', async () => {
  expect(await through(Buffer.from([0x32, 0x80, 0x80, 0x80, 0x80, 0x80]), 1)).toBe('packet too large')
})
