import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { alarm, CallStage } from './call-stage.ts'

let stage: CallStage
let people: CallStage['people']
beforeAll(async () => {
  stage = await CallStage.start()
  people = stage.people
})
afterAll(() => stage.stop())
beforeEach(() => stage.newPhones())

test('whoever keeps a hand gate is told to close it by hand, everybody else that there is an alarm', async () => {
  const { teller, tell } = stage.onClock()
  const id = alarm()
  await tell(stage.start(id))
  expect(stage.last('keeper')).toMatchObject({ kind: 'alarm-started', subject: id, gates: ['Cổng Chùa'] })
  for (const who of ['other', 'officer'] as const) {
    expect(stage.last(who)).toMatchObject({ kind: 'alarm-started', subject: id })
    expect(stage.last(who)).not.toHaveProperty('gates')
  }
  expect(stage.phones.chief.notices).toEqual([])
  for (const { name } of Object.values(people)) expect(stage.phones.keeper.texts.join()).not.toContain(name)
  teller.stop()
})

test('a hand gate of which nobody says anything rings its keeper twice more, and the commander hears which', async () => {
  const clock = stage.onClock()
  const id = alarm()
  await clock.tell(stage.start(id))
  for (const again of [1, 2]) {
    await clock.minute()
    const about = { subject: id, gates: ['Cổng Chùa'], again }
    expect(stage.last('keeper')).toMatchObject({ kind: 'alarm-started', ...about })
    expect(stage.last('chief')).toMatchObject({ kind: 'unanswered', ...about })
  }
  expect(clock.waiting).toEqual([])
  expect([stage.phones.other.notices.length, stage.phones.officer.notices.length]).toEqual([1, 1])
  for (const { name } of Object.values(people)) expect(stage.phones.chief.texts.join()).not.toContain(name)
})

test('a drill rings as a drill', async () => {
  const clock = stage.onClock()
  await clock.tell(stage.start(alarm(), { drill: true }))
  await clock.minute()
  expect([stage.last('keeper')?.drill, stage.last('chief')?.drill]).toEqual([true, true])
  clock.teller.stop()
})

test('an answer, its own or brought rightly, ends the ringing; a forged one does not', async () => {
  const clock = stage.onClock()
  const id = alarm()
  await clock.tell(stage.start(id))
  const answer = stage.says(people.keeper, 'gate-answered', id, { gate: 'cong-chua', answer: 'cannot' })
  await clock.tell({
    ...answer,
    via: people.other.name,
    sig: answer.sig.replaceAll('A', 'B')
  })
  expect(clock.waiting).toHaveLength(1)
  await clock.tell({ ...answer, via: people.other.name })
  expect(clock.waiting).toEqual([])
})

test('whoever has taken note is not rung again, and a receipt counts once', async () => {
  const clock = stage.onClock()
  await clock.tell(stage.start(alarm()))
  const { receipt } = stage.last('keeper')!
  expect(receipt).not.toBe(stage.last('other')!.receipt)
  const found = clock.receipts.take(receipt!)!
  expect(found).toMatchObject({ account: people.keeper.name, device: people.keeper.device.id })
  expect(clock.receipts.take(receipt!)).toBeNull()
  await clock.teller.received(clock.receipts.take(stage.last('other')!.receipt!)!)
  expect(clock.waiting).toHaveLength(1)
  await clock.teller.received({ ...found, alarm: alarm() })
  expect(clock.waiting).toHaveLength(1)
  await clock.teller.received(found)
  expect(clock.waiting).toEqual([])
})
