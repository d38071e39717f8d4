import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestDevice } from '../../tests/facts.ts'
import { sealsIn } from './seals.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'antt-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const fact = new TestDevice('giu-cong').note('xa-a')
const took = 1_800_000_000_000

test('a seal is right for one fact, one signature, one time and one unit, after a restart too', () => {
  const sealed = { ...fact, took, seal: sealsIn(folder).of(fact, took) }
  const { isRight } = sealsIn(folder)
  expect(isRight(sealed)).toBe(true)
  const other = new TestDevice('giu-cong').note('xa-a')
  for (const changed of [
    { took: took + 1 },
    { took: undefined },
    { seal: undefined },
    { seal: 'A'.repeat(43) },
    { seal: sealed.seal.slice(0, 42) },
    { id: other.id },
    { sig: other.sig },
    { via: 'nguoi-mang' },
    { unit: 'xa-b' }
  ])
    expect(isRight({ ...sealed, ...changed })).toBe(false)
})

test('a proof is right for one mark, one kind, one person and one unit, after a restart too', () => {
  const mark = { unit: 'xa-a', person: 'p', kind: 'id', mark: 'A'.repeat(43) }
  const proof = sealsIn(folder).ofMark(mark)
  const { isMarkRight } = sealsIn(folder)
  expect(isMarkRight(mark, proof)).toBe(true)
  for (const changed of [{ unit: 'xa-b' }, { person: 'q' }, { kind: 'phone' }, { mark: 'B'.repeat(43) }])
    expect(isMarkRight({ ...mark, ...changed }, proof)).toBe(false)
  for (const other of ['', 'A'.repeat(43), proof.slice(0, 42)]) expect(isMarkRight(mark, other)).toBe(false)
})

test('each unit has a key of its own, for its owner alone', () => {
  const { of } = sealsIn(folder)
  expect(of(fact, took)).not.toBe(of({ ...fact, unit: 'xa-b' }, took))
  const file = join(folder, 'seals', 'xa-a.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(file, 'utf8')).key).toHaveLength(43)
})
