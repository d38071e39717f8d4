import { expect, test } from 'vitest'
import { boxIn } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { BoxAsk, BoxOutcome } from '#lib/ports/gates.ts'
import { takeBoxes } from './take-boxes.ts'

const to = 'A'.repeat(43)
const letters = `${'A'.repeat(43)} ${'A'.repeat(86)} ZQ== ZQ==`
const nameOf = (i: number) => `${i}`.padStart(43, '0')

/** A machine at whose box phones take boxes along. */
function stage(answer: (asked: BoxAsk) => object) {
  const kept: SealedBox[] = []
  let asked = 0
  const take = (isSealed = true, room = 9) =>
    takeBoxes({
      unit: 'xa-thu',
      to,
      boxes: {
        carried: async () => new Set<string>(),
        boxOf: async (_name, text, of) => boxIn(text, of)
      },
      isSealed: async () => isSealed,
      keep: async (box) => kept.length < room && kept.push(box) > 0,
      ask: async (one) => {
        asked++
        return answer(one) as BoxOutcome
      },
      told: () => {}
    })
  return { take, kept, asked: () => asked }
}
const listOf = (one: BoxAsk, count: number) => {
  const lie = Array.from({ length: count }, (_, i) => ({ name: nameOf(i), to, size: letters.length }))
  return { box: 'list', boxes: one.box === 'list' && one.after ? [] : lie }
}

test('a box that no phone of the unit has sealed is not taken along, and holds up no other', async () => {
  const { take, kept } = stage((one) =>
    one.box === 'list' ? listOf(one, 2) : { box: 'piece', text: letters }
  )
  expect(await take(false)).toEqual({ taken: 0, problem: null })
  expect(kept).toEqual([])
  expect(await take()).toEqual({ taken: 2, problem: null })
  expect(kept).toHaveLength(2)
  // Nor one of a phone of which enough is carried.
  expect(await take(true, 0)).toEqual({ taken: 0, problem: null })
})

test('a visit ends, however many boxes for others a machine lists', async () => {
  let i = 0
  const endless = stage(() => ({ box: 'list', boxes: [{ name: nameOf(i++), to: 'another', size: 9 }] }))
  expect(await endless.take()).toEqual({ taken: 0, problem: null })
  expect(endless.asked()).toBeLessThan(100)
})

test('a box ends, however little of it a machine hands over at a time', async () => {
  const { take, asked } = stage((one) => (one.box === 'list' ? listOf(one, 1) : { box: 'piece', text: 'x' }))
  expect(await take()).toEqual({ taken: 0, problem: { code: 'BAD_BOX' } })
  expect(asked()).toBeLessThan(50)
})
