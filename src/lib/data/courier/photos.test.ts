import { expect, test } from 'vitest'
import type { Carrier } from './exchange.ts'
import type { PhoneCourier } from './courier.ts'
import { phone, settled, when } from '../../../../tests/courier/courier-world.ts'

/** Builds a carrier of `count` parts, one request each, that logs what it saw. */
function parts(count: number, each: () => void = () => {}) {
  let carried = 0
  const carrier: Carrier = {
    async carry({ http, hurried }) {
      while (carried < count) {
        if (hurried()) return true
        await http.fetch('part')
        carried++
        each()
      }
      return false
    }
  }
  return { carrier, carried: () => carried }
}

test('photos go in the exchange after the facts; a ring meanwhile comes first, and the rest follows by itself', async () => {
  const world = phone()
  let courier: PhoneCourier | undefined
  let rung: Promise<void> | undefined
  const seen: number[] = []
  const { carrier, carried } = parts(5, () => {
    if (carried() === 2) rung = courier!.ring()
  })
  const carry = carrier.carry.bind(carrier)
  carrier.carry = async (way) => {
    const more = await carry(way)
    seen.push(carried())
    return more
  }
  courier = world.tab(carrier)
  await when(courier, 'idle')
  await rung
  expect(seen).toEqual([2, 5])
  expect(world.next).toBe(2_000)
})

test('photos that take long are interrupted so that what is new is fetched, and go on at once', async () => {
  const world = phone()
  const { carrier, carried } = parts(3, () => world.pass(15_000))
  const courier = world.tab(carrier)
  await when(courier, 'idle')
  expect(carried()).toBe(2)
  expect(world.next).toBe(0)
  world.pass(0)
  await courier.ring()
  expect(carried()).toBe(3)
})

test('the beat of an exchange that is under way hurries nobody', async () => {
  const world = phone()
  const { carrier, carried } = parts(6, () => world.pass(2_500))
  const courier = world.tab(carrier)
  await when(courier, 'idle')
  expect(carried()).toBe(6)
})

test('while somebody saves no part of a photo is sent either', async () => {
  const world = phone()
  let saved = () => {}
  let courier: PhoneCourier | undefined
  const { carrier, carried } = parts(2, () => {
    if (carried() === 1) courier!.giveWayTo(new Promise<void>((resolve) => (saved = resolve)))
  })
  courier = world.tab(carrier)
  await when(courier, 'exchanging')
  await settled()
  expect(carried()).toBe(1)
  saved()
  await settled()
  world.pass(200)
  await when(courier, 'idle')
  expect(carried()).toBe(2)
})
