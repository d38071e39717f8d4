import { expect, test } from 'vitest'
import { TestWork } from '../../../../tests/handover/test-work.ts'
import type { Envelope } from '../fact.ts'
import { inCharge } from './charge.ts'
import type { HandoverFact } from './handovers.ts'

/** Whose a file or line is in the end, whichever way round the facts arrived. */
function holder(first: Envelope, facts: readonly HandoverFact[]): string | undefined {
  const there = inCharge([first], facts).get(first.stream)
  expect(inCharge([first, ...facts].reverse(), [first, ...facts].reverse()).get(first.stream)).toBe(there)
  return there
}

test('whoever wrote the first record is in charge, of a file and of a line, while nobody has handed over', () => {
  const work = new TestWork()
  expect(holder(work.file('a', 1), [])).toBe('a')
  expect(holder(work.line('a', 1), [work.handsOver('chief', 2, 'b', 'c')])).toBe('a')
})

test('a handover passes on everything from before it, also what it does not list; a chain goes on', () => {
  const work = new TestWork()
  const [file, line] = [work.file('a', 1), work.line('a', 2)]
  const passed = [work.handsOver('chief', 3, 'a', 'b'), work.handsOver('chief', 5, 'b', 'c')]
  expect([holder(file, passed), holder(line, passed)]).toEqual(['c', 'c'])
})

test('what somebody records after they handed over is their own', () => {
  const work = new TestWork()
  const passed = [work.handsOver('chief', 3, 'a', 'b')]
  expect([holder(work.file('a', 4), passed), holder(work.line('a', 4), passed)]).toEqual(['a', 'a'])
})

test('what the leaver wrote before goes over though it arrives, and is taken, later', () => {
  const work = new TestWork()
  const late = { ...work.file('a', 1), took: Date.UTC(2026, 10, 30) }
  expect(holder(late, [work.handsOver('chief', 3, 'a', 'b')])).toBe('b')
})

test('of two commanders who hand one officer’s work to two people at once the earlier one decides, on every phone', () => {
  const work = new TestWork()
  const file = work.file('a', 1)
  const [first, second] = [work.handsOver('chief', 3, 'a', 'b'), work.handsOver('deputy', 4, 'a', 'c')]
  expect(holder(file, [second, first])).toBe('b')
  const same = work.handsOver('second', 3, 'a', 'c')
  expect(holder(file, [first, same])).toBe(first.id < same.id ? 'b' : 'c')
})

test('work that comes back is with the one who has it again', () => {
  const work = new TestWork()
  const file = work.file('a', 1)
  expect(holder(file, [work.handsOver('chief', 3, 'a', 'b'), work.handsOver('chief', 4, 'b', 'a')])).toBe('a')
})

test('a handover that the server refused, or of another unit, passes nothing', () => {
  const [work, elsewhere] = [new TestWork(), new TestWork('xa-ban')]
  const file = work.file('a', 1)
  const refused: HandoverFact = { ...work.handsOver('chief', 3, 'a', 'b'), sync: 'refused' }
  expect(holder(file, [refused])).toBe('a')
  expect(holder(file, [elsewhere.handsOver('chief', 3, 'a', 'b')])).toBe('a')
})

test('a phone numbers each book anew: a line is not earlier for having a low number', () => {
  const work = new TestWork()
  // Its first three numbers in the book of incidents are older than its first in that of lines.
  const files = [work.file('chief', 1), work.file('chief', 2)]
  const passed = work.handsOver('chief', 3, 'chief', 'b')
  const line = work.line('chief', 4)
  expect(inCharge([...files, line], [passed]).get(line.stream)).toBe('chief')
  expect(files.map((file) => holder(file, [passed]))).toEqual(['b', 'b'])
})

test('of two first records of one file the one that the server took first decides whose it was', () => {
  const work = new TestWork()
  const honest = { ...work.file('a', 5), took: Date.UTC(2026, 10, 25) }
  const posed = { ...work.file('thief', 1), stream: honest.stream, took: Date.UTC(2026, 10, 26) }
  expect(inCharge([posed, honest], []).get(honest.stream)).toBe('a')
})
