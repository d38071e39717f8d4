import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxFrameBytes, partHead, MultipartReader } from './multipart.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const stream = (pictures: readonly Uint8Array[]) =>
  Buffer.concat(pictures.flatMap((bytes, n) => [encode(partHead(bytes.length, 1_000 + n)), bytes]))

test('however a stream is cut, the pictures come out whole, in order, with their times', () => {
  // Pictures whose bytes themselves look like a part header.
  const picture = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 60 }),
    fc.constant(encode(`\r\n\r\n${partHead(3, 9)}abc`))
  )
  fc.assert(
    fc.property(fc.array(picture, { maxLength: 5 }), fc.array(fc.nat(40)), (pictures, cuts) => {
      const whole = stream(pictures)
      const parts = new MultipartReader()
      const found = []
      let at = 0
      for (const length of [...cuts, whole.length]) {
        found.push(...parts.take(whole.subarray(at, at + length)))
        at = Math.min(whole.length, at + length)
      }
      expect(found.map(({ bytes }) => Buffer.from(bytes))).toEqual(
        pictures.map((bytes) => Buffer.from(bytes))
      )
      expect(found.map((part) => part.at)).toEqual(pictures.map((_, n) => 1_000 + n))
    })
  )
})

test('as go2rtc sends it: no time in the head', () => {
  const head = '--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\n\r\n'
  const parts = new MultipartReader()
  expect(parts.take(encode(`${head}abc\r\n${head}def`))).toMatchObject([{ at: null }, { at: null }])
})

test.each([
  'x'.repeat(2_000),
  '--frame\r\nContent-Type: image/jpeg\r\n\r\n',
  '--frame\r\nContent-Length: 0\r\n\r\n',
  `--frame\r\nContent-Length: ${maxFrameBytes + 1}\r\n\r\n`
])('what is no such stream is not read on', (text) =>
  expect(() => new MultipartReader().take(encode(text))).toThrow(RangeError)
)
