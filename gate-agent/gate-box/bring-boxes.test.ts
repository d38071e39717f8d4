import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shareFull } from '#lib/domain/transit/box.ts'
import { BoxStore, usualBoxLimits } from './box-store.ts'
import { BoxBringer } from './bring-boxes.ts'

const [liar, honest] = ['L'.repeat(43), 'H'.repeat(43)]
const to = 'K'.repeat(43)
let folder: string
let store: BoxStore
let steady: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bring-boxes-'))
  store = new BoxStore(folder, usualBoxLimits, () => 1e12)
  steady = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

let at = 1e12
async function leave(device: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const letters = `${device} ${'S'.repeat(85)}A ${'E'.repeat(8)} ${Buffer.from(`${at}`).toString('base64')}`
    const name = hash('sha256', letters, 'base64url')
    expect(await store.keep({ device, isOthers: false }, name, { to, letters }, at++)).toBeNull()
  }
}

/** Answers as a server that has room for so many boxes of one phone. */
function serverWith(room: number, reason: string = shareFull) {
  const kept: string[] = []
  const asked: string[] = []
  const session = {
    async ask(_method: string, _path: string, body: unknown) {
      const { device } = body as { device: string }
      asked.push(device)
      if (kept.filter((one) => one === device).length >= room) return { status: 429, body: { reason } }
      kept.push(device)
      return { status: 201, body: { ok: true } }
    }
  }
  return { kept, asked, session }
}

async function bringAll(bringer: BoxBringer, { session }: ReturnType<typeof serverWith>) {
  for (let i = 0; i < 50; i++) {
    const came = await bringer.bringOne(session)
    if (came !== 'brought') return came
  }
  return 'never ends'
}

test('a phone of which the server has too many boxes holds up no other’s, and loses none', async () => {
  await leave(liar, 9)
  await leave(honest, 2)
  const server = serverWith(3)
  const bringer = new BoxBringer('xa-thu', store, () => steady)
  expect(await bringAll(bringer, server)).toBe('nothing')
  expect(server.kept).toEqual([liar, liar, liar, honest, honest])
  // One was offered too many, not six.
  expect(server.asked).toHaveLength(6)
  expect(store.waiting()).toHaveLength(6)
  // Its rest is nobody else's.
  await leave(honest, 1)
  await bringAll(bringer, server)
  expect(server.kept.filter((one) => one === honest)).toHaveLength(3)
})

test('after a rest one of them is offered again', async () => {
  await leave(liar, 3)
  const server = serverWith(1)
  const bringer = new BoxBringer('xa-thu', store, () => steady)
  await bringAll(bringer, server)
  expect(server.asked).toHaveLength(2)
  steady = 10 * 60_000
  server.kept.pop()
  await bringAll(bringer, server)
  expect([server.asked.length, store.waiting().length]).toEqual([4, 1])
})

test('a server that is asked too often is left alone, whosever box it was', async () => {
  await leave(liar, 1)
  await leave(honest, 1)
  const server = serverWith(0, 'too many requests')
  expect(await bringAll(new BoxBringer('xa-thu', store, () => steady), server)).toBe('away')
  expect([server.asked.length, store.waiting().length]).toEqual([1, 2])
})
