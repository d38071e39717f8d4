import { expect, test } from 'vitest'
import { TestDevice } from '../../tests/facts.ts'
import { UnansweredCalls, type UnansweredCall } from './unanswered-calls.ts'

const unit = 'xa-thu'
const chief = new TestDevice('chi-huy')
const start = (id = 'bd-1', drill?: true) =>
  chief.fact(unit, 'duty', 'duty.alarm-started', `alarm/${id}`, {
    gates: ['cong-chua', 'cong-ben'],
    from: 'app',
    ...(drill && { drill })
  })
const end = (id = 'bd-1') => chief.fact(unit, 'duty', 'duty.alarm-ended', `alarm/${id}`, {})

/** Calls on a clock that stands until it is moved. */
function onClock() {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  const rung: [seconds: number, gates: readonly string[], again: number][] = []
  const calls = new UnansweredCalls({
    after(ms, run) {
      const timer = { at: now + ms, run }
      waiting.add(timer)
      return () => waiting.delete(timer)
    },
    ring: async ({ gates, again }: UnansweredCall) => void rung.push([now / 1000, gates, again]),
    report(problem) {
      throw problem
    }
  })
  const pass = (seconds: number) => {
    const until = now + seconds * 1000
    for (;;) {
      const [next] = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      waiting.delete(next)
      now = next.at
      next.run()
    }
    now = until
  }
  return { calls, rung, pass, waiting }
}

test('gates of which nobody says anything ring again after a minute, twice and no more', () => {
  const { calls, rung, pass, waiting } = onClock()
  calls.begin(unit, 'bd-1', start(), ['cong-chua', 'cong-ben'])
  pass(59)
  expect(rung).toEqual([])
  pass(3600)
  expect(rung).toEqual([
    [60, ['cong-chua', 'cong-ben'], 1],
    [120, ['cong-chua', 'cong-ben'], 2]
  ])
  expect([waiting.size, calls.waitsIn(unit)]).toEqual([0, false])
})

test('a gate that somebody has spoken of rings no more; the others do', () => {
  const { calls, rung, pass, waiting } = onClock()
  calls.begin(unit, 'bd-1', start(), ['cong-chua', 'cong-ben'])
  pass(30)
  calls.answeredIn('xa-khac', 'bd-1', ['cong-ben'])
  calls.answeredIn(unit, 'bd-1', ['cong-chua'])
  pass(30)
  expect(rung).toEqual([[60, ['cong-ben'], 1]])
  calls.answeredIn(unit, 'bd-1', ['cong-ben'])
  expect(waiting.size).toBe(0)
  pass(3600)
  expect(rung).toHaveLength(1)
})

test('an answer in a drill, or in another alarm, leaves the alarm ringing; one in any start of it does not', () => {
  const { calls, rung, pass, waiting } = onClock()
  calls.begin(unit, 'bd-1', start(), ['cong-chua'])
  calls.begin(unit, 'bd-1', start('bd-2'), ['cong-chua'])
  calls.begin(unit, 'dt-1', start('dt-1', true), ['cong-chua'])
  calls.answeredIn(unit, 'dt-1', ['cong-chua'])
  pass(60)
  expect(rung).toEqual([[60, ['cong-chua'], 1]])
  calls.answeredIn(unit, 'bd-2', ['cong-chua'])
  expect(waiting.size).toBe(0)
})

test('what a gate’s log says of before the alarm is no answer, however late it arrives', () => {
  const { calls, waiting } = onClock()
  const begun = start()
  calls.begin(unit, 'bd-1', begun, ['cong-chua'])
  const recorded = (ms: number) => {
    const at = new Date(Date.parse(begun.at) + ms).toISOString()
    calls.recorded({ unit, at }, 'cong-chua')
  }
  recorded(-3_600_000)
  expect(waiting.size).toBe(1)
  recorded(30_000)
  expect(waiting.size).toBe(0)
})

test('an alarm that is over rings nobody; one that was started twice is over with its last start', () => {
  const { calls, rung, pass } = onClock()
  calls.begin(unit, 'bd-1', start(), ['cong-chua'])
  calls.begin(unit, 'bd-1', start('bd-2'), ['cong-ben'])
  calls.end(end('bd-2'))
  pass(60)
  expect(rung).toEqual([[60, ['cong-chua', 'cong-ben'], 1]])
  calls.end(end())
  pass(3600)
  expect(rung).toHaveLength(1)
})

test('an alarm without gates to be closed by hand waits for nobody', () => {
  const { calls, waiting } = onClock()
  calls.begin(unit, 'bd-1', start(), [])
  expect([waiting.size, calls.waitsIn(unit)]).toEqual([0, false])
})
