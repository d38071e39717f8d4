import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Intake } from './intake.ts'

/** An intake whose turns come when the test says so, and what it ran and dropped, in order. */
function stage() {
  const turns: (() => void)[] = []
  const intake = new Intake((run) => void turns.push(run))
  const ran: string[] = []
  const dropped: string[] = []
  const take = (topic: string, name: string, action = 'CLOSE') => {
    const payload = JSON.stringify({ p: JSON.stringify({ v: 1, action }), s: 'x' })
    intake.take(
      { topic, payload },
      () => void ran.push(name),
      () => void dropped.push(name)
    )
  }
  const turn = () => turns.shift()?.()
  const rest = () => {
    while (turns.length > 0) turn()
  }
  return { intake, take, turn, rest, ran, dropped, turns }
}

test('runs at once when nothing else is under way', () => {
  const { take, rest, ran, turns } = stage()
  take('a', 'first')
  expect(ran).toEqual(['first'])
  rest()
  take('a', 'second')
  expect(ran).toEqual(['first', 'second'])
  expect(turns).toHaveLength(1)
})

test('a STOP comes before all that waits, whoever sent it', () => {
  const { take, rest, ran } = stage()
  for (let i = 0; i < 50; i++) take('flood', `flood ${i}`)
  take('flood', 'stop of the flooder', 'STOP')
  take('b', 'stop', 'STOP')
  rest()
  expect(ran.slice(0, 3)).toEqual(['flood 0', 'stop of the flooder', 'stop'])
  expect(ran).toHaveLength(52)
})

test('topics take turns: whoever floods one holds nobody else up', () => {
  const { take, rest, ran } = stage()
  for (let i = 0; i < 50; i++) take('flood', `flood ${i}`)
  take('b', 'close')
  take('c', 'close too')
  rest()
  expect(ran.indexOf('close')).toBeLessThan(4)
  expect(ran.indexOf('close too')).toBeLessThan(4)
})

test('of a topic with too many the oldest are dropped, and of too many topics the newest', () => {
  const { take, rest, ran, dropped } = stage()
  for (let i = 0; i < 100; i++) take('flood', String(i))
  expect(dropped).toEqual(Array.from({ length: 39 }, (_, i) => String(i + 1)))
  for (let i = 0; i < 2_000; i++) take(`topic ${i}`, `one of ${i}`)
  expect(dropped).toHaveLength(39 + 1_001)
  rest()
  expect(ran.at(-1)).toBe('99')
})

test('one that throws leaves the others their turn', () => {
  const { take, rest, ran, intake } = stage()
  const fail = () => {
    throw new Error('bad')
  }
  expect(() => intake.take({ topic: 'a', payload: '' }, fail, () => {})).toThrow('bad')
  take('a', 'next')
  rest()
  expect(ran).toEqual(['next'])
})

test('whatever arrives and whenever: each is run or dropped once, and those of one topic and kind in order', () => {
  const arrival = fc.record({ topic: fc.constantFrom('a', 'b', 'c'), stop: fc.boolean(), turns: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 300 }), (arrivals) => {
      const { take, turn, rest, ran, dropped } = stage()
      for (const [i, { topic, stop, turns }] of arrivals.entries()) {
        take(topic, `${topic} ${stop} ${i}`, stop ? 'STOP' : 'CLOSE')
        for (let n = 0; n < turns; n++) turn()
      }
      rest()
      expect([...ran, ...dropped].sort()).toEqual(
        arrivals.map(({ topic, stop }, i) => `${topic} ${stop} ${i}`).sort()
      )
      const kindOf = (name: string) => name.slice(0, name.lastIndexOf(' '))
      for (const kind of new Set(ran.map(kindOf))) {
        const order = ran
          .filter((name) => kindOf(name) === kind)
          .map((name) => Number(name.split(' ').at(-1)))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      }
    })
  )
})
