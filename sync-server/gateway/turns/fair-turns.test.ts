import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FairTurns, type Turn } from './fair-turns.ts'
import { Attendance } from './attendance.ts'

const share = { atOnce: 6, holdMs: 1_000, burst: 100, refill: 10, waiting: 2, rest: 5 }
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function world(attendance = new Attendance()) {
  const turns = new FairTurns(share, attendance)
  const told: string[] = []
  const begun = new Map<string, Turn>()
  /** Names of known devices are capitals. */
  const ask = (name: string, who = name[0]!, estimate = 1) =>
    turns.begin({ who, isKnown: /^[A-Z]/.test(who) }, estimate, (turn) => {
      told.push(turn ? name : `no ${name}`)
      if (turn) begun.set(name, turn)
    })
  /** Has a caller take so much that they have to wait for others. */
  const spend = (who: string) => {
    ask(`${who}!`, who)
    begun.get(`${who}!`)!.end(150)
    vi.advanceTimersByTime(1)
    told.length = 0
  }
  const end = (name: string, units = 1) => begun.get(name)!.end(units)
  return { ask, told, spend, end, hold: (name: string) => begun.get(name)!.hold() }
}

test('whoever has taken much waits for their rest while another asks, who is served at once', () => {
  const { ask, told, spend, end } = world()
  spend('a')
  ask('b1')
  ask('a1')
  ask('a2')
  expect(told).toEqual(['b1', 'a1'])
  end('a1', 20)
  ask('b2')
  expect(told).toEqual(['b1', 'a1', 'b2'])
  vi.advanceTimersByTime(99)
  expect(told).toEqual(['b1', 'a1', 'b2'])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['b1', 'a1', 'b2', 'a2'])
})

test('nobody waits for anybody who does not ask', () => {
  const { ask, told, spend, end } = world()
  spend('a')
  for (const name of ['a1', 'a2', 'a3']) {
    ask(name)
    end(name, 90)
  }
  expect(told).toEqual(['a1', 'a2', 'a3'])
})

test('those who have taken much take turns; of one who waits too often the oldest is sent away', () => {
  const { ask, told, spend, end } = world()
  spend('a')
  spend('b')
  ask('c1')
  ask('a1')
  for (const name of ['a2', 'b1', 'a3', 'a4']) ask(name)
  expect(told).toEqual(['c1', 'a1', 'no a2'])
  end('a1')
  vi.advanceTimersByTime(5)
  expect(told.at(-1)).toBe('b1')
  end('b1')
  vi.advanceTimersByTime(5)
  expect(told.at(-1)).toBe('a3')
})

test('large requests run one by one, and one whose client does not come along holds up the next for a second', () => {
  const { ask, told } = world()
  ask('a1', 'a', 60)
  ask('b1', 'b', 60)
  ask('c1')
  expect(told).toEqual(['a1', 'c1'])
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual(['a1', 'c1', 'b1'])
})

test('a large request of somebody who has taken little waits for the one that is running, and for no rest', () => {
  const { ask, told, spend, end } = world()
  spend('a')
  ask('c1')
  ask('a1', 'a', 60)
  ask('a2', 'a', 60)
  ask('b1', 'b', 60)
  expect(told).toEqual(['c1', 'a1'])
  end('a1', 60)
  expect(told).toEqual(['c1', 'a1', 'b1'])
  end('b1')
  expect(told).toEqual(['c1', 'a1', 'b1'])
  vi.advanceTimersByTime(300)
  expect(told).toEqual(['c1', 'a1', 'b1', 'a2'])
})

test('of those who have taken little a known device comes before strangers, whatever it took', () => {
  const { ask, told, end } = world()
  ask('B0')
  end('B0', 40)
  for (const name of ['a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1', 'B1']) ask(name)
  expect(told).toEqual(['B0', 'a1', 'b1', 'c1', 'd1', 'e1', 'f1'])
  end('a1')
  expect(told.at(-1)).toBe('B1')
  end('b1')
  expect(told.at(-1)).toBe('g1')
})

test('whoever stops is soon served as before', () => {
  const { ask, told, spend } = world()
  spend('a')
  vi.advanceTimersByTime(5_100)
  ask('b1')
  ask('a1')
  ask('a2')
  expect(told).toEqual(['b1', 'a1', 'a2'])
})

test('what a large request counts beforehand is given back, and no more than that', () => {
  const { ask, told, spend, end } = world()
  spend('a')
  ask('b0')
  ask('a1', 'a', 10_000)
  end('a1', 1)
  vi.advanceTimersByTime(5)
  ask('a2')
  ask('a3')
  expect(told).toEqual(['b0', 'a1', 'a2'])
})

test('whoever has taken much here rests from those who ask elsewhere', () => {
  const attendance = new Attendance()
  const [here, there] = [world(attendance), world(attendance)]
  here.spend('a')
  there.ask('b1')
  here.ask('a1')
  here.end('a1', 20)
  here.ask('a2')
  vi.advanceTimersByTime(99)
  expect(here.told).toEqual(['a1'])
  vi.advanceTimersByTime(1)
  expect(here.told).toEqual(['a1', 'a2'])
})

test('a large request that is worked on holds up the next for as long as it is held', () => {
  const { ask, told, hold } = world()
  ask('a1', 'a', 60)
  ask('b1', 'b', 60)
  for (let i = 0; i < 3; i++) {
    vi.advanceTimersByTime(999)
    expect(hold('a1')).toBe(true)
  }
  expect(told).toEqual(['a1'])
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual(['a1', 'b1'])
  expect(hold('a1')).toBe(false)
})

test('whoever asks for more than they may take at once has the next such request wait, if not for as long', () => {
  const { ask, told, end } = world()
  ask('c1')
  ask('a1', 'a', 120)
  ask('b1', 'b', 120)
  end('a1', 40)
  ask('c2', 'c', 60)
  end('c2')
  vi.advanceTimersByTime(49)
  expect(told).toEqual(['c1', 'a1', 'c2'])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['c1', 'a1', 'c2', 'b1'])
})

test('who wants much and has waited for longer than a client does is sent away', () => {
  const { ask, told, hold } = world()
  ask('a1', 'a', 60)
  ask('b1', 'b', 120)
  ask('c1', 'c', 60)
  for (let second = 0; second < 30; second++) {
    vi.advanceTimersByTime(500)
    hold('a1')
  }
  ask('d1')
  expect(told).toEqual(['a1', 'no b1', 'd1'])
})
