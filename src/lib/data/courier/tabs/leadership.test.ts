import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { processLocks } from '../../tabs.ts'
import { Leadership } from './leadership.ts'

const name = 'courier'
const locks = processLocks()
let stopping: AbortController
let lost: number
beforeEach(() => {
  stopping = new AbortController()
  lost = 0
})
afterEach(() => stopping.abort())

const settled = async () => {}
function tab() {
  const leadership = new Leadership({
    name,
    locks,
    stopping: stopping.signal,
    began() {},
    lost: () => void lost++,
    settled
  })
  leadership.stand()
  return leadership
}
/** Starts a leading tab and another one beside it. */
async function beside() {
  const holder = new AbortController()
  const release = new Promise((resolve) => holder.signal.addEventListener('abort', resolve))
  const held = locks.request(name, () => release).catch(() => {})
  stopping.signal.addEventListener('abort', () => holder.abort())
  const follower = tab()
  await Promise.resolve()
  return { follower, goes: () => (holder.abort(), held) }
}
const leads = (one: Leadership) => vi.waitFor(() => expect(one.leads).toBe(true))
/** Checks that it does not lead even after everything that was due has run. */
async function leadsNot(one: Leadership) {
  await new Promise((resolve) => setImmediate(resolve))
  expect(one.leads).toBe(false)
}

test('two silences in a row relieve the tab that leads, one does not', async () => {
  const { follower } = await beside()
  follower.ringing()()
  await leadsNot(follower)
  follower.ringing()()
  await leads(follower)
})

test('what is heard makes a ring no silence, and the row begins anew', async () => {
  const { follower } = await beside()
  follower.ringing()()
  follower.heard()
  follower.ringing()()
  await leadsNot(follower)
  const over = follower.ringing()
  follower.heard()
  over()
  follower.ringing()()
  await leadsNot(follower)
  follower.ringing()()
  await leads(follower)
})

test('rings that overlap are one silence', async () => {
  const { follower } = await beside()
  const rings = [follower.ringing(), follower.ringing(), follower.ringing()]
  for (const over of rings) over()
  await leadsNot(follower)
})

test('a tab that leads by the end of its rings takes nothing over', async () => {
  const { follower, goes } = await beside()
  follower.ringing()()
  const over = follower.ringing()
  await goes()
  await leads(follower)
  over()
  await new Promise((resolve) => setImmediate(resolve))
  expect([follower.leads, lost]).toEqual([true, 0])
})

test('who has been relieved in turn counts anew', async () => {
  const { follower } = await beside()
  for (let ring = 0; ring < 2; ring++) follower.ringing()()
  await leads(follower)
  let end = () => {}
  void locks.steal(name, () => new Promise<void>((resolve) => (end = resolve)))
  await vi.waitFor(() => expect(lost).toBe(1))
  follower.ringing()()
  await leadsNot(follower)
  end()
})
