import { expect, test } from 'vitest'
import { shareFull } from '#lib/domain/transit/box.ts'
import type { Http } from '../http/http.ts'
import type { BoxShelf, ShelvedBox } from './box-shelf.ts'
import { bringBoxes } from './bring-boxes.ts'

const box = { unit: 'xa-thu', key: 'k', enc: 'e', sealed: 's', sig: 'c' }
function stage(...answers: (Response | Error)[]) {
  const boxes: ShelvedBox[] = ['cu', 'moi', 'minh'].map((id, at) => ({
    id,
    account: 'ai',
    device: id === 'minh' ? 'own' : 'other',
    holds: [id],
    counts: 1,
    box: { ...box, device: `${id}-sealed` },
    at
  }))
  const told: string[] = []
  let asked = 0
  const clock = { now: Date.now() }
  const shelf = {
    all: async () => [...boxes],
    brought: async (id: string) => void (boxes.find((one) => one.id === id)!.box = null)
  } as unknown as BoxShelf
  const http: Http = {
    async fetch() {
      asked++
      const answer = answers.shift()!
      if (answer instanceof Error) throw answer
      return answer
    },
    timeout: () => new AbortController().signal,
    learn() {},
    now: Date.now,
    deviceNow: () => clock.now
  }
  const bring = (hurried = () => false) =>
    bringBoxes(shelf, 'own', { http, account: 'ai', hurried }, ({ id }) => void told.push(id))
  const left = () => boxes.filter((one) => one.box).map(({ id }) => id)
  return { bring, told, left, boxes, asked: () => asked, clock }
}
const json = (status: number, body: object = { error: 'x' }, more: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...more } })

test('what other devices of the phone sealed is brought, the oldest first; its own it sends itself', async () => {
  const { bring, told, left } = stage(json(201, { ok: true }), json(201, { ok: true }))
  expect(await bring()).toBe(false)
  expect(told).toEqual(['cu', 'moi'])
  expect(left()).toEqual(['minh'])
})

test('a box that is not taken stays, and holds up no other', async () => {
  const { bring, told, left } = stage(json(404), json(201, { ok: true }))
  expect(await bring()).toBe(false)
  expect(told).toEqual(['moi'])
  expect(left()).toEqual(['cu', 'minh'])
})

test('too many boxes end nothing but the bringing of boxes; no network ends the exchange', async () => {
  const full = stage(json(429))
  expect(await full.bring()).toBe(false)
  expect(full.left()).toHaveLength(3)
  await expect(stage(new Error('no network')).bring()).rejects.toMatchObject({
    answer: { kind: 'unreachable' }
  })
  await expect(stage(json(401)).bring()).rejects.toMatchObject({ answer: { kind: 'signed-out' } })
})

test('a phone of which too many boxes wait at the server holds up no other’s', async () => {
  const full = () => json(429, { error: 'too_many_requests', reason: shareFull })
  const { bring, told, left, boxes, asked } = stage(full(), json(201, { ok: true }))
  // One more of that phone is not even offered.
  boxes.splice(1, 0, { ...boxes[0]!, id: 'cu nua', at: 0.5 })
  expect(await bring()).toBe(false)
  expect(told).toEqual(['moi'])
  expect(left()).toEqual(['cu', 'cu nua', 'minh'])
  expect(asked()).toBe(2)
})

test('the boxes of a phone whose share is full rest for as long as the server says', async () => {
  const word = { error: 'too_many_requests', reason: shareFull }
  const full = () => json(429, word, { 'retry-after': '600' })
  const { bring, asked, clock, told } = stage(full(), json(201, { ok: true }), json(201, { ok: true }))
  await bring()
  await bring()
  expect(asked()).toBe(2)
  clock.now += 600_000
  await bring()
  expect([asked(), told]).toEqual([3, ['moi', 'cu']])
})

test('something more urgent comes before', async () => {
  const { bring, left } = stage()
  expect(await bring(() => true)).toBe(true)
  expect(left()).toHaveLength(3)
})

test('only the server’s own word says that a box is there: a page in its place ends the exchange', async () => {
  const portal = stage(json(200, {}))
  await expect(portal.bring()).rejects.toMatchObject({ answer: { kind: 'trouble' } })
  expect(portal.left()).toHaveLength(3)
})
