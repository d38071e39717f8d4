import type * as Fs from 'node:fs'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Journal, JournalProblem } from './journal.ts'
import { patchBetween, patched, type JsonValue } from './patch.ts'

const disk = vi.hoisted(() => ({ did: [] as string[], isFull: false }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>()
  const { writeSync, fdatasyncSync, fsyncSync, renameSync } = fs
  const told = <Act extends (...what: never[]) => unknown>(name: string, act: Act) =>
    ((...what) => {
      disk.did.push(name)
      if (disk.isFull && name === 'write') throw new Error('ENOSPC')
      return act(...what)
    }) as Act
  return {
    ...fs,
    writeSync: told('write', writeSync as never),
    fdatasyncSync: told('flush', fdatasyncSync),
    fsyncSync: told('flush', fsyncSync),
    renameSync: told('rename', renameSync)
  }
})

interface Kept {
  counters: Record<string, number>
  lock: { by: string } | null
  tasks: string[]
}
const empty: Kept = { counters: {}, lock: null, tasks: [] }

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'gate.journal')
})
afterEach(() => rmSync(folder, { recursive: true }))

const reopened = () => {
  const { journal, kept } = Journal.open(path, empty)
  journal.close()
  return kept
}

/** Returns the state that the next start would read. */
const inFile = () => {
  copyFileSync(path, `${path}.copy`)
  const { journal, kept } = Journal.open(`${path}.copy`, empty)
  journal.close()
  return kept.counters
}

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => patched(undefined, value as JsonValue))

test('whatever is patched becomes what it was compared with', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const patch = patchBetween(before, after)
      expect(patch === undefined ? before : patched(before, patch)).toEqual(after)
    })
  )
})

const keptOnes = fc.record({
  counters: fc.dictionary(fc.constantFrom('a', 'b', 'constructor', '__proto__'), fc.nat()),
  lock: fc.option(fc.record({ by: fc.string() })),
  tasks: fc.array(fc.string(), { maxLength: 3 })
})

test('what was kept last is what a start finds, after any number of changes', () => {
  fc.assert(
    fc.property(fc.array(keptOnes, { minLength: 1, maxLength: 5 }), (changes) => {
      const { journal } = Journal.open<Kept>(path, empty)
      for (const kept of changes) journal.keep(kept)
      journal.close()
      expect(inOrder(reopened())).toBe(inOrder(changes.at(-1)!))
    }),
    { numRuns: 50 }
  )
})

const inOrder = ({ counters, lock, tasks }: Kept) =>
  JSON.stringify([Object.entries(counters).toSorted(([a], [b]) => (a < b ? -1 : 1)), lock, tasks])

/** Returns the written lines, without the preallocated zeroes after them. */
const written = () => {
  const bytes = readFileSync(path)
  return bytes.subarray(0, bytes.indexOf(0))
}

test('a power cut at any byte leaves the change before, or the whole one, with and without room ahead', () => {
  const { journal } = Journal.open(path, empty)
  journal.keep({ ...empty, counters: { k: 1 } })
  const before = written().length
  journal.keep({ ...empty, counters: { k: 2 }, lock: { by: 'Tư Khởi' } })
  journal.close()
  const whole = written()
  for (let bytes = before; bytes <= whole.length; bytes++)
    for (const room of [0, 1_000]) {
      writeFileSync(path, Buffer.concat([whole.subarray(0, bytes), Buffer.alloc(room)]))
      expect(reopened().counters).toEqual(bytes === whole.length ? { k: 2 } : { k: 1 })
    }
})

test('a line whose later half reached the disk before its earlier one was never finished either', () => {
  const { journal } = Journal.open(path, empty)
  journal.keep({ ...empty, counters: { k: 1 } })
  const before = written().length
  journal.keep({ ...empty, counters: { k: 2 }, tasks: ['a'.repeat(2_000)] })
  journal.close()
  const whole = readFileSync(path)
  for (let hole = before; hole < written().length; hole += 97) {
    writeFileSync(path, Buffer.from(whole).fill(0, hole, hole + 97))
    expect(reopened().counters).toEqual({ k: 1 })
  }
})

test('a change is written over room that lies ready; more room comes before it is used up', () => {
  const { journal } = Journal.open(path, empty)
  const size = statSync(path).size
  journal.keep({ ...empty, tasks: ['a'.repeat(1_000)] })
  expect(statSync(path).size).toBe(size)
  journal.keep({ ...empty, tasks: ['b'.repeat(size)] })
  journal.keep({ ...empty, tasks: ['c'] })
  expect(written().length).toBeLessThan(statSync(path).size)
  journal.close()
  expect(reopened().tasks).toEqual(['c'])
})

test('each change is flushed before it counts as kept, and a new file before it takes the place of the old one', () => {
  disk.did = []
  const { journal } = Journal.open(path, empty)
  expect(disk.did.slice(-3)).toEqual(['flush', 'rename', 'flush'])
  for (let k = 1; k <= 3; k++) {
    disk.did = []
    journal.keep({ ...empty, counters: { k } })
    expect(disk.did).toEqual(['write', 'flush'])
  }
  journal.close()
})

test('a disk that is full: what stands there stays, nothing leaks, and with room again it goes on', () => {
  const { journal } = Journal.open(path, empty)
  journal.keep({ ...empty, counters: { k: 1 } })
  const open = () => readdirSync('/proc/self/fd').length
  const before = open()
  disk.isFull = true
  for (let k = 2; k < 30; k++) expect(() => journal.keep({ ...empty, counters: { k } })).toThrow('ENOSPC')
  disk.isFull = false
  expect(open()).toBe(before)
  expect(inFile()).toEqual({ k: 1 })
  journal.keep({ ...empty, counters: { k: 30 } })
  journal.close()
  expect(reopened().counters).toEqual({ k: 30 })
})

test('a start after a torn line goes on behind the last whole one', () => {
  const { journal } = Journal.open(path, empty)
  journal.keep({ ...empty, counters: { k: 1 } })
  journal.close()
  writeFileSync(path, Buffer.concat([written(), Buffer.from('{"counters":{"k":')]))
  const again = Journal.open(path, empty)
  again.journal.keep({ ...again.kept, counters: { k: 3 } })
  again.journal.close()
  expect(reopened().counters).toEqual({ k: 3 })
})

test('damage in the middle is no state to act on', () => {
  const { journal } = Journal.open(path, empty)
  journal.keep({ ...empty, counters: { k: 1 } })
  journal.keep({ ...empty, counters: { k: 2 } })
  journal.close()
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [lines[0], 'x', lines[2], ''].join('\n'))
  expect(() => reopened()).toThrow(JournalProblem)
})

test('it does not grow for ever', () => {
  const { journal } = Journal.open(path, empty)
  for (let k = 1; k <= 520; k++) journal.keep({ ...empty, counters: { k } })
  journal.close()
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(100)
  expect(reopened().counters).toEqual({ k: 520 })
})
