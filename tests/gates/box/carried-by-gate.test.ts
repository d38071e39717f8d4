import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { TestPhone } from '../../courier/phone.ts'
import { until } from '../../until.ts'
import { BoxStage, written } from './box-stage.ts'
import type { BoxPhone } from './box-phone.ts'

/** Phones without a server meet at the box of a gate: the real agent, a real broker beside it, and the real server. */
let stage: BoxStage
let author: BoxPhone
let carrier: BoxPhone
beforeAll(async () => {
  stage = await BoxStage.start()
  author = await stage.phone()
  carrier = await stage.phone()
  stage.startAgent()
  await stage.agentKnows(
    (text) => text.includes(author.phone.account) && text.includes(carrier.phone.account)
  )
})
afterAll(() => stage.stop())

const stateOf = async (phone: TestPhone, facts: readonly Envelope[]) => {
  const ids = new Set(facts.map(({ id }) => id))
  return new Set((await phone.facts()).flatMap(({ id, sync }) => (ids.has(id) ? sync : [])))
}
const posts = () =>
  vi.mocked(fetch).mock.calls.filter(([url]) => String(url) === `${stage.config.server}/transit`)

test('500 records that a phone left, and another took along, are at the server once, under their author, carried by who took them', async () => {
  stage.cable.pull()
  const facts = await written(author, 500)
  const left = await author.visit()
  expect(left).toMatchObject({ records: 500, unleft: 0, taken: 0, problem: null })
  expect(left.boxes).toBe(stage.files().length)
  // Left at a box is not sent: they wait on the phone as before.
  expect(await stateOf(author.phone, facts)).toEqual(new Set(['pending']))
  expect(await author.atBox.leftBefore()).toMatchObject({ gate: 'cong-1b', boxes: left.boxes })
  expect(stage.contents()).not.toMatch(/đóng cổng|gates\.note|"body"/)

  const taken = await carrier.visit()
  expect(taken).toMatchObject({ records: 0, taken: left.boxes, problem: null })
  expect(await carrier.visit()).toMatchObject({ taken: 0, problem: null })
  await carrier.bring()
  await until(async () => (await stage.stored(facts)).size === facts.length)
  const stored = await stage.stored(facts)
  for (const { id, sig } of facts)
    expect(stored.get(id)).toMatchObject({ by: author.phone.account, via: carrier.phone.account, sig })
  await until(async () => (await stage.transit()) === 0)

  await author.phone.exchange()
  expect(await stateOf(author.phone, facts)).toEqual(new Set(['sent']))
  expect(await author.atBox.leftBefore()).toBeNull()
  expect((await stage.stored(facts)).get(facts[0]!.id)).toMatchObject({ via: carrier.phone.account })
  // What it carried it brought; the box hands it over no second time.
  expect(await carrier.visit()).toMatchObject({ taken: 0, problem: null })
})

test('once its agent has a line, it brings what lies there by itself, once, as the carrier', async () => {
  const facts = await written(author, 30)
  expect(await author.visit()).toMatchObject({ records: 30, unleft: 0, problem: null })
  const spy = vi.spyOn(globalThis, 'fetch')
  const waiting = stage.files().filter((bytes) => bytes > 0).length
  stage.cable.plug()
  await until(() => stage.files().every((bytes) => bytes === 0))
  await until(async () => (await stage.stored(facts)).size === facts.length)
  for (const fact of (await stage.stored(facts)).values())
    expect(fact).toMatchObject({ by: author.phone.account, via: stage.agent })
  expect(posts()).toHaveLength(waiting)
  // It left them again, for it has not heard of it: the agent knows, and nobody is handed them.
  expect(await author.visit()).toMatchObject({ records: 30, unleft: 0, problem: null })
  expect(stage.files().every((bytes) => bytes === 0)).toBe(true)
  expect(await carrier.visit()).toMatchObject({ taken: 0, problem: null })
  await author.phone.exchange()
  expect(await stateOf(author.phone, facts)).toEqual(new Set(['sent']))
  expect(await author.atBox.leftBefore()).toBeNull()
  expect(posts()).toHaveLength(waiting)
  expect(await stage.transit()).toBe(0)
  spy.mockRestore()
})
