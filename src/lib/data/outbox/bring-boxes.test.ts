import { expect, test } from 'vitest'
import type { Http } from '../http/http.ts'
import type { BoxShelf, ShelvedBox } from './box-shelf.ts'
import { bringBoxes } from './bring-boxes.ts'

const box = { unit: 'xa-thu', key: 'k', enc: 'e', sealed: 's' }
function stage(...answers: (Response | Error)[]) {
  const boxes: ShelvedBox[] = ['cu', 'moi', 'minh'].map((id, at) => ({
    id,
    account: 'ai',
    device: id === 'minh' ? 'own' : 'other',
    holds: [id],
    counts: 1,
    box,
    at
  }))
  const told: string[] = []
  const shelf = {
    all: async () => [...boxes],
    brought: async (id: string) => void (boxes.find((one) => one.id === id)!.box = null)
  } as unknown as BoxShelf
  const http: Http = {
    async fetch() {
      const answer = answers.shift()!
      if (answer instanceof Error) throw answer
      return answer
    },
    timeout: () => new AbortController().signal,
    learn() {},
    now: Date.now,
    deviceNow: Date.now
  }
  const bring = (hurried = () => false) =>
    bringBoxes(shelf, 'own', { http, account: 'ai', hurried }, ({ id }) => void told.push(id))
  const left = () => boxes.filter((one) => one.box).map(({ id }) => id)
  return { bring, told, left }
}
const json = (status: number, body: object = { error: 'x' }) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

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

test('something more urgent comes before', async () => {
  const { bring, left } = stage()
  expect(await bring(() => true)).toBe(true)
  expect(left()).toHaveLength(3)
})
