import { expect, test, vi } from 'vitest'
import { phone, sessionAnswer, settled, when } from '../../../../../tests/courier/courier-world.ts'
import type { Bell, BellHandlers } from '../bell/bell.ts'

const roles = ['thu:keeper']
/** The directory, and three quarters each of duty and gates. */
const databases = 7

/** A server that has every database, empty. */
function empty(path: string): Response {
  const session = sessionAnswer(path, roles)
  if (session) return session
  if (path.endsWith('/epoch')) return Response.json({ _id: 'epoch', value: 'e1', at: '' })
  if (path.includes('_view/days')) return Response.json({ rows: [] })
  return Response.json({ results: [], last_seq: '7' })
}
const audited = (paths: string[]) => paths.filter((path) => path.includes('_view/days'))

async function tabs() {
  const world = phone()
  world.answers(empty)
  const leading = world.tab()
  await when(leading, 'idle')
  world.asked()
  return { world, leading }
}

test('whoever asks hears when it is done, in every tab, and each tab sees what was found', async () => {
  const { world, leading } = await tabs()
  const other = world.tab()
  await settled()
  expect(leading.report.current.audit).toBeNull()
  expect(await leading.audit()).toBe(true)
  expect(audited(world.asked())).toHaveLength(databases)
  const found = {
    at: world.now,
    since: world.now,
    whole: true,
    records: 0,
    fetched: 0,
    resent: 0,
    dropped: 0,
    left: 0
  }
  expect(leading.report.current.audit).toEqual(found)
  await settled()
  expect(other.report.current.audit).toEqual(found)
  world.pass(1_000)
  await settled()
  world.asked()
  expect(await other.audit()).toBe(true)
  expect(audited(world.asked())).toHaveLength(databases)
})

test('without a network, or before the server wants to be asked again, it says that it could not', async () => {
  const { world, leading } = await tabs()
  world.answers(() => {
    throw new TypeError('gone')
  })
  expect(await leading.audit()).toBe(false)
  world.answers(() => Response.json({ error: 'slow' }, { status: 429, headers: { 'retry-after': '60' } }))
  expect(await leading.audit()).toBe(false)
  expect(await leading.audit()).toBe(false)
  world.answers(empty)
  world.pass(61_000)
  await settled()
  world.asked()
  expect(await leading.audit()).toBe(true)
})

test('where a bell rings and nobody else would ask for half an hour, an audit that is due still comes', async () => {
  const day = 86_400_000
  const world = phone()
  world.answers(empty)
  const first = world.tab()
  await when(first, 'idle')
  await first.stop()
  world.pass(2 * day)
  let told!: BellHandlers
  const bell: Bell = { open: true, hear() {}, wake() {}, stop: async () => {} }
  const again = world.tab(undefined, { openBell: async (asked) => ((told = asked), bell) })
  await when(again, 'idle')
  await settled()
  told.opened()
  await settled()
  expect(world.next).toBe(30_000)
  expect(audited(world.asked())).toEqual([])
  world.pass(30_000)
  await settled()
  expect(audited(world.asked())).toHaveLength(databases)
  expect(world.next).toBe(30 * 60_000)
})

test('a ring ends an audit that hangs, and is answered at once', async () => {
  const { world, leading } = await tabs()
  world.hangs((path) => path.includes('_view/days'))
  const asked = leading.audit()
  await vi.waitFor(() => expect(audited(world.asked())).toHaveLength(1))
  world.hangs(() => false)
  await leading.ring()
  expect(await asked).toBe(true)
})
