import { hash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type * as promises from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { boxKeptMs, listedBoxes } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import { fileBytes } from './box-files.ts'
import { BoxStore, usualBoxLimits, type BoxLimits } from './box-store.ts'

const disk = vi.hoisted(() => ({ isFull: false, torn: false }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>()
  const open: typeof real.open = async (path, flags, mode) => {
    const file = await real.open(path, flags, mode)
    const { writeFile } = file
    file.writeFile = (async (text: string) => {
      if (!disk.isFull) return writeFile.call(file, text)
      // A full disk takes a part before it says so.
      await writeFile.call(file, text.slice(0, 10))
      throw new Error('ENOSPC')
    }) as typeof file.writeFile
    return file
  }
  return { ...real, open }
})

const [own, other] = ['A'.repeat(43), 'B'.repeat(43)]
const to = 'K'.repeat(43)
const noon = Date.UTC(2026, 11, 1, 5)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-store-'))
  disk.isFull = false
})
afterEach(() => rmSync(folder, { recursive: true }))

const boxes = () => join(folder, 'boxes')
const opened = (limits: Partial<BoxLimits> = {}, free = () => 1e12) =>
  new BoxStore(boxes(), { ...usualBoxLimits, ...limits }, free)
const boxOf = (text: string) => {
  const letters = `${Buffer.from(text).toString('base64')} AAAA`
  return { name: hash('sha256', letters, 'base64url'), content: { to, letters } }
}
const leave = (store: BoxStore, text: string, { device = own, now = noon } = {}) => {
  const { name, content } = boxOf(text)
  return store.keep({ device, isOthers: false }, name, content, now)
}
const names = (store: BoxStore, device = other) => store.list(device, '').map(({ name }) => name)

test('a box is kept once, is there after a power cut, and is handed to others alone', async () => {
  const store = opened()
  expect(
    await Promise.all([leave(store, 'một'), leave(store, 'một'), leave(store, 'một', { device: other })])
  ).toEqual([null, null, null])
  const { name, content } = boxOf('một')
  for (const one of [store, opened()]) {
    expect(names(one)).toEqual([name])
    expect(names(one, own)).toEqual([])
    expect(await one.content(name)).toEqual(content)
    expect(one.has(name)).toBe(true)
  }
  expect(readdirSync(boxes())).toHaveLength(1)
})

test('it says that it has a box only once the disk does', async () => {
  const store = opened()
  const keeping = leave(store, 'một')
  const { name } = boxOf('một')
  expect([store.has(name), store.waiting(), names(store)]).toEqual([false, [], []])
  await keeping
  expect([store.has(name), store.waiting()]).toEqual([true, [name]])
})

test('what a power cut left unfinished is gone, and what the disk has spoilt is neither handed on nor brought', async () => {
  const store = opened()
  await leave(store, 'một')
  const [file] = readdirSync(boxes())
  writeFileSync(join(boxes(), `${file}.new`), 'half')
  writeFileSync(join(boxes(), file!), `${to} AAAA BBBB`)
  const again = opened()
  expect(readdirSync(boxes())).toEqual([file])
  expect(await again.content(boxOf('một').name)).toBeNull()
  expect([again.waiting(), readdirSync(boxes())]).toEqual([[], []])
  // The phone still has it.
  expect(await leave(again, 'một')).toBeNull()
})

test('too many boxes, too large ones, and too many in an hour are refused; what is there stays', async () => {
  const few = opened({ boxes: 3, boxesOfOne: 2 })
  expect([await leave(few, '1'), await leave(few, '2'), await leave(few, '3')]).toEqual([
    null,
    null,
    'YOURS_FULL'
  ])
  expect(await leave(few, '3', { device: other })).toBeNull()
  expect(await leave(few, '4', { device: other })).toBe('BOX_FULL')
  expect(few.waiting()).toHaveLength(3)
  await few.brought(boxOf('1').name)
  expect(await leave(few, '4', { device: other })).toBeNull()

  const size = fileBytes(boxOf('1').content.letters.length)
  rmSync(boxes(), { recursive: true })
  const small = opened({ bytesOfOne: 2 * size, bytes: 3 * size })
  expect([await leave(small, '1'), await leave(small, '2'), await leave(small, '3')]).toEqual([
    null,
    null,
    'YOURS_FULL'
  ])
  expect(await leave(small, '3', { device: other })).toBeNull()
  expect(await leave(small, '4', { device: other })).toBe('BOX_FULL')

  rmSync(boxes(), { recursive: true })
  const slow = opened({ anHour: 2 })
  for (const text of ['1', '2']) {
    expect(await leave(slow, text)).toBeNull()
    await slow.brought(boxOf(text).name)
  }
  expect(await leave(slow, '3')).toBe('TOO_OFTEN')
  expect(await leave(slow, '3', { now: noon + 3_600_001 })).toBeNull()
})

test('a disk without room for the gates, or that is full, takes nothing and leaves nothing lying about', async () => {
  let free = 1e12
  const store = opened({}, () => free)
  await leave(store, '1')
  free = usualBoxLimits.spared
  expect(await leave(store, '2')).toBe('DISK_FULL')
  free = 1e12
  disk.isFull = true
  expect(await leave(store, '2')).toBe('DISK_FULL')
  expect([store.waiting().length, readdirSync(boxes()).length, store.has(boxOf('2').name)]).toEqual([
    1,
    1,
    false
  ])
  disk.isFull = false
  expect(await leave(store, '2')).toBeNull()
})

test('what was brought leaves its name alone, for as long as somebody might leave it again', async () => {
  const store = opened()
  const { name } = boxOf('1')
  await leave(store, '1')
  await store.brought(name)
  expect(readdirSync(boxes()).map((file) => statSync(join(boxes(), file)).size)).toEqual([0])
  for (const one of [store, opened()]) {
    expect([one.has(name), one.waiting(), names(one), await one.content(name)]).toEqual([true, [], [], null])
    expect(await leave(one, '1')).toBeNull()
    expect(one.waiting()).toEqual([])
  }
  await store.forget(noon + boxKeptMs + 1)
  expect([store.has(name), readdirSync(boxes())]).toEqual([false, []])
})

test('after seven days it forgets what it could not bring, and not before', async () => {
  const store = opened()
  await leave(store, 'cũ')
  await leave(store, 'mới', { now: noon + 60_000 })
  await store.forget(noon + boxKeptMs)
  expect(store.waiting()).toHaveLength(2)
  for (const one of [store, opened()]) {
    await one.forget(noon + boxKeptMs + 1)
    expect(one.waiting()).toEqual([boxOf('mới').name])
  }
  // A clock that was a year ahead left what would otherwise lie for a year.
  await leave(store, 'mai sau', { now: noon + 365 * 86_400_000 })
  await store.forget(noon + 60_000)
  expect(store.waiting()).toEqual([boxOf('mới').name])
})

test('more boxes than one answer names are named in several', async () => {
  const store = opened()
  const all = Array.from({ length: listedBoxes + 3 }, (_, i) => `${i}`)
  for (const text of all) await leave(store, text)
  const found: string[] = []
  for (let after = ''; ;) {
    const some = store.list(other, after)
    expect(some.length).toBeLessThanOrEqual(listedBoxes)
    if (some.length === 0) break
    found.push(...some.map(({ name }) => name))
    after = found.at(-1)!
  }
  expect(found).toEqual(all.map((text) => boxOf(text).name).sort())
})
