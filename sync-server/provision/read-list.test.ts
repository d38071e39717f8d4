import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decoded, mostBytes, readList } from './read-list.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'antt-'))))
afterAll(() => rmSync(folder, { recursive: true }))

test('letters of another encoding are told with their line, not taken in wrong', () => {
  // "Trần" as Windows-1258 writes it: an â of one byte, and the tone after it.
  const windows = Buffer.from([0x54, 0x72, 0xe2, 0xcc, 0x6e])
  const bytes = Buffer.concat([Buffer.from('account,name\na-1,Bé\na-2,'), windows])
  expect(decoded(bytes)).toEqual({ problem: expect.stringMatching(/^Dòng 3: chữ không phải UTF-8/) })
  const utf16 = Buffer.from('\uFEFFaccount,name\n', 'utf16le')
  expect(decoded(utf16)).toEqual({ problem: expect.stringMatching(/^Dòng 1: chữ không phải UTF-8/) })
})

test('letters that were lost before are told too', () => {
  expect(decoded(Buffer.from('account,name\na-1,Tr\uFFFDn'))).toEqual({
    problem: expect.stringMatching(/^Dòng 2: chữ không phải UTF-8/)
  })
})

test('UTF-8 is read with and without its mark', () => {
  for (const text of ['\uFEFFBé', 'Bé']) expect(decoded(Buffer.from(text))).toEqual({ text: 'Bé' })
})

test('a file too large is not read at all; one that is not there is told', () => {
  const large = join(folder, 'lon.csv')
  writeFileSync(large, '')
  truncateSync(large, mostBytes + 1)
  expect(readList(large)).toEqual({ problem: 'tệp lớn hơn 16 MB, hãy chia nhỏ.' })
  expect(readList(join(folder, 'khong-co.csv'))).toEqual({ problem: 'không đọc được tệp.' })
  expect(readList(folder)).toEqual({ problem: 'không đọc được tệp.' })
})
