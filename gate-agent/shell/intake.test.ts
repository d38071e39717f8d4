import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { Intake, type Arrival } from './intake.ts'

/** An intake whose turns come when the test says so, and what it ran and dropped, in order. */
function stage(knows: (account: string) => boolean = () => true) {
  const turns: (() => void)[] = []
  const intake = new Intake((run) => void turns.push(run), knows)
  const ran: string[] = []
  const dropped: string[] = []
  const arrival = (account: string, action: string, source: Arrival['source']): Arrival => {
    const topic = topicOf({ kind: 'command', unit: 'xa-thu', gate: 'cong-1b', account })
    return { source, topic, payload: JSON.stringify({ p: JSON.stringify({ v: 1, action }), s: 'x' }) }
  }
  const take = (account: string, name: string, action = 'CLOSE', source: Arrival['source'] = 'app') =>
    intake.take(
      arrival(account, action, source),
      () => void ran.push(name),
      () => void dropped.push(name)
    )
  const turn = () => turns.shift()?.()
  const rest = () => {
    while (turns.length > 0) turn()
  }
  return { intake, arrival, take, turn, rest, ran, dropped, turns }
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

test('of a topic with too many those in the middle are dropped: a flood displaces neither what waits first nor what comes last', () => {
  const { take, rest, ran, dropped } = stage()
  take('other', 'runs at once')
  take('flooded', 'first', 'STOP')
  for (let i = 0; i < 100; i++) take('flooded', `flood ${i}`, 'STOP')
  take('flooded', 'last', 'STOP')
  rest()
  expect([ran[1], ran.at(-1)]).toEqual(['first', 'last'])
  expect([ran.length, dropped.length]).toEqual([61, 42])
})

test('whoever is not known takes nobody’s room, however many names they invent', () => {
  const { take, rest, ran, dropped } = stage((account) => account === 'officer')
  for (let i = 0; i < 5_000; i++) expect(take(`x${i}`, `flood ${i}`, 'STOP')).toBe(false)
  expect(take('officer', 'stop', 'STOP')).toBe(true)
  rest()
  expect([ran, dropped]).toEqual([['stop'], []])
})

test('what is no topic of an account is not taken', () => {
  const { intake, arrival } = stage()
  const state = { ...arrival('a', 'STOP', 'lan'), topic: 'antt/v1/xa-thu/gate/cong-1b/state' }
  expect(
    intake.take(
      state,
      () => {},
      () => {}
    )
  ).toBe(false)
})

test('a flood in an officer’s name beside the gate drops nothing that comes over the commune’s broker, which goes before it', () => {
  const { take, rest, ran, dropped } = stage()
  for (let i = 0; i < 100; i++) take('officer', `flood ${i}`, 'STOP', 'lan')
  take('officer', 'stop', 'STOP')
  take('officer', 'close')
  for (let i = 0; i < 100; i++) take('officer', `more ${i}`, 'STOP', 'lan')
  rest()
  expect(ran.slice(0, 3)).toEqual(['flood 0', 'stop', 'close'])
  expect(dropped).not.toContain('stop')
})

test('neither starves: the gate’s own broker has its turn beside the commune’s, and a CLOSE beside STOPs', () => {
  const { take, rest, ran } = stage()
  take('a', 'close')
  for (let i = 0; i < 50; i++) take('a', `stop ${i}`, 'STOP')
  take('b', 'close too')
  take('b', 'stop at the gate', 'STOP', 'lan')
  rest()
  expect(ran.indexOf('stop at the gate')).toBeLessThan(5)
  expect(ran.indexOf('close too')).toBeLessThan(25)
})

test('one that throws leaves the others their turn', () => {
  const { take, rest, ran, intake, arrival } = stage()
  const fail = () => {
    throw new Error('bad')
  }
  expect(() => intake.take(arrival('a', 'CLOSE', 'app'), fail, () => {})).toThrow('bad')
  take('a', 'next')
  rest()
  expect(ran).toEqual(['next'])
})

test('whatever arrives and whenever: each is run or dropped once, and those of one connection, topic and kind in order', () => {
  const source = fc.constantFrom('app', 'lan')
  const account = fc.constantFrom('a', 'b', 'c')
  const arrival = fc.record({ source, account, stop: fc.boolean(), turns: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 300 }), (arrivals) => {
      const { take, turn, rest, ran, dropped } = stage()
      const nameOf = ({ source, account, stop }: (typeof arrivals)[number], i: number) =>
        `${source} ${account} ${stop} ${i}`
      for (const [i, one] of arrivals.entries()) {
        const { source, account, stop, turns } = one
        take(account, nameOf(one, i), stop ? 'STOP' : 'CLOSE', source)
        for (let n = 0; n < turns; n++) turn()
      }
      rest()
      expect([...ran, ...dropped].sort()).toEqual(arrivals.map(nameOf).sort())
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
