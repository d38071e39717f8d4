import { hash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pieceLetters } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import type { BoxRequest } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import { BoxDesk } from './box-desk.ts'
import { BoxStore, usualBoxLimits } from './box-store.ts'

const to = 'K'.repeat(43)
let folder: string
let store: BoxStore
let steady: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-desk-'))
  store = new BoxStore(folder, usualBoxLimits, () => 1e12)
  steady = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const desk = (sealedTo: string | null = to) =>
  new BoxDesk({
    unit: 'xa-thu',
    store,
    sealedTo: () => sealedTo,
    // Knows the phones of these tests but the last: their signatures are none.
    sealer: async ({ device }) => (device === phone(25) ? null : device),
    now: () => 1_000_000_000_000,
    steady: () => steady
  })
const phone = (i: number) => String.fromCharCode(65 + i).repeat(43)
const box = (text = 'x', size = 3 * pieceLetters, sealer = phone(0)) => {
  const letters = `${sealer} ${'S'.repeat(85)}A ${'E'.repeat(87)}= ${text.repeat(size)}`.slice(0, size)
  return { name: hash('sha256', letters, 'base64url'), letters }
}
async function say(at: BoxDesk, i: number, asked: object): Promise<string> {
  const answer = await at.answer({ key: phone(i), ...asked } as BoxRequest)
  if (answer.box === 'refused') return answer.refusal.code
  return answer.box === 'have' ? `have ${answer.have}` : answer.box
}
const piece = ({ name, letters }: ReturnType<typeof box>, from: number, more: object = {}) => ({
  box: 'leave',
  name,
  to,
  size: letters.length,
  from,
  text: letters.slice(from, from + pieceLetters),
  ...more
})

test('pieces that come twice, too early or after a new start are asked for again from where it is', async () => {
  const one = box()
  const at = desk()
  expect(await say(at, 0, piece(one, pieceLetters))).toBe('have 0')
  expect(await say(at, 0, piece(one, 0))).toBe(`have ${pieceLetters}`)
  expect(await say(at, 0, piece(one, 0))).toBe(`have ${pieceLetters}`)
  expect(await say(at, 0, piece(one, 2 * pieceLetters))).toBe(`have ${pieceLetters}`)
  // Started anew: nothing of what was not whole is there.
  const again = desk()
  expect(await say(again, 0, piece(one, pieceLetters))).toBe('have 0')
  for (const i of [0, 1]) await say(again, 0, piece(one, i * pieceLetters))
  expect(await say(again, 0, piece(one, 2 * pieceLetters))).toBe('kept')
  expect(await say(again, 0, piece(one, 0))).toBe('kept')
  expect(readdirSync(folder)).toHaveLength(1)
})

test('pieces of two phones, and of two boxes, do not get mixed', async () => {
  const at = desk()
  const [one, two] = [box('x'), box('y')]
  await say(at, 0, piece(one, 0))
  await say(at, 1, piece(one, 0))
  expect(await say(at, 0, piece(two, pieceLetters))).toBe('have 0')
  expect(await say(at, 1, piece(one, pieceLetters))).toBe(`have ${2 * pieceLetters}`)
  expect(await say(at, 1, piece(one, pieceLetters, { size: one.letters.length + 1 }))).toBe('have 0')
  expect(readdirSync(folder)).toEqual([])
})

test('so many boxes are begun at a time; a phone that has gone silent makes room', async () => {
  const at = desk()
  for (let i = 0; i < 8; i++) expect(await say(at, i, piece(box('x'), 0))).toBe(`have ${pieceLetters}`)
  expect(await say(at, 8, piece(box('x'), 0))).toBe('RATE_LIMITED')
  steady = 10_000
  expect(await say(at, 0, piece(box('x'), pieceLetters))).toBe(`have ${2 * pieceLetters}`)
  steady = 16_000
  expect(await say(at, 8, piece(box('x'), 0))).toBe(`have ${pieceLetters}`)
  // That of whoever went on is still there.
  expect(await say(at, 0, piece(box('x'), 0))).toBe(`have ${2 * pieceLetters}`)
})

test('a full box refuses the first piece, and before any memory is given', async () => {
  const full = new BoxStore(folder, { ...usualBoxLimits, boxesOfOne: 0 }, () => 1e12)
  const at = new BoxDesk({
    unit: 'xa-thu',
    store: full,
    sealedTo: () => to,
    sealer: async ({ device }) => device,
    now: Date.now,
    steady: () => steady
  })
  for (let i = 0; i < 20; i++) expect(await say(at, i, piece(box(), 0))).toBe('YOURS_FULL')
})

test('a box that no known phone has signed is refused, and others are left all the same', async () => {
  const at = desk()
  const left = async (one: ReturnType<typeof box>) => {
    for (const i of [0, 1]) await say(at, 0, piece(one, i * pieceLetters))
    return say(at, 0, piece(one, 2 * pieceLetters))
  }
  expect(await left(box('x', 3 * pieceLetters, phone(25)))).toBe('STRANGER')
  expect(readdirSync(folder)).toEqual([])
  expect(await left(box())).toBe('kept')
})

test('what others sealed takes half of the room of whoever leaves it, and its own the rest', async () => {
  const small = new BoxStore(folder, { ...usualBoxLimits, boxesOfOne: 4 }, () => 1e12)
  const at = new BoxDesk({
    unit: 'xa-thu',
    store: small,
    sealedTo: () => to,
    sealer: async ({ device }) => device,
    now: Date.now,
    steady: () => steady
  })
  const leave = (i: number, sealer: number, by = phone(sealer)) =>
    say(at, 0, piece(box(`${i}${sealer}`, 400, by), 0))
  const others = [await leave(1, 1), await leave(2, 1), await leave(3, 1), await leave(4, 2)]
  expect(others).toEqual(['kept', 'kept', 'YOURS_FULL', 'YOURS_FULL'])
  expect([await leave(5, 0), await leave(6, 0), await leave(7, 0)]).toEqual(['kept', 'kept', 'YOURS_FULL'])
})

test('the first piece tells whose box it is, and what it tells is not believed', async () => {
  const small = new BoxStore(folder, { ...usualBoxLimits, boxesOfOne: 2 }, () => 1e12)
  const lying = new BoxDesk({
    unit: 'xa-thu',
    store: small,
    sealedTo: () => to,
    sealer: async () => phone(1),
    now: Date.now,
    steady: () => steady
  })
  expect(await say(lying, 0, piece(box('1', 400, phone(0)), 0))).toBe('kept')
  expect(await say(lying, 0, piece(box('2', 400, phone(0)), 0))).toBe('YOURS_FULL')
  const long = box('3', 3 * pieceLetters, phone(1))
  expect(await say(lying, 0, piece(long, 0))).toBe('YOURS_FULL')
})

test('a machine that knows no key of its server takes nothing', async () => {
  expect(await say(desk(null), 0, piece(box(), 0))).toBe('OTHER_SERVER')
})

test('a box is taken piece by piece; one that is gone says so', async () => {
  const at = desk()
  const one = box('z', pieceLetters + 7)
  for (const from of [0, pieceLetters]) await say(at, 0, piece(one, from))
  const taken: string[] = []
  for (const from of [0, pieceLetters]) {
    const answer = await at.answer({ box: 'take', key: phone(1), name: one.name, from } as BoxRequest)
    if (answer.box === 'piece') taken.push(answer.text)
  }
  expect(taken.join('')).toBe(one.letters)
  expect(await say(at, 1, { box: 'take', name: one.name, from: one.letters.length })).toBe('GONE')
  await store.brought(one.name)
  expect(await say(at, 1, { box: 'take', name: one.name, from: 0 })).toBe('GONE')
  expect(await say(at, 1, { box: 'take', name: phone(3), from: 0 })).toBe('GONE')
})

test('a phone that asks for pieces without end has two read, the others with it no more than there is room for', async () => {
  const one = box()
  const at = desk()
  for (const i of [0, 1, 2]) await say(at, 0, piece(one, i * pieceLetters))
  const take = { box: 'take', name: one.name, from: 0 }
  const asked = (phones: number) =>
    Promise.all(Array.from({ length: 60 }, (_, i) => say(at, i % phones, take)))
  const counted = async (phones: number) =>
    (await asked(phones)).filter((answer) => answer === 'piece').length
  expect([await counted(1), await counted(20), await counted(1)]).toEqual([2, 16, 2])
})
