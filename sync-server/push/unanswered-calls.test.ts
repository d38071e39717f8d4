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

/** What a keeper records in the gate's log so long after the start, as they say and as the server took it. */
const recorded = (ms: number, taken = ms) => {
  const at = new Date(Date.parse(begun.at) + ms).toISOString()
  const claim = chief.fact(unit, 'gates', 'gates.hand-claimed', 'gate/cong-chua', { what: 'closed' }, { at })
  return { ...claim, took: begun.took + taken }
}
const begun = { ...start(), took: Date.parse(start().at) }

test('what a gate’s log says of before the alarm is no answer, however late it arrives and whatever time it bears', () => {
  const { calls, waiting } = onClock()
  calls.begin(unit, 'bd-1', begun, ['cong-chua'])
  const before = [recorded(-3_600_000, 60_000), recorded(9_000_000_000_000, -3_600_000)]
  for (const fact of before) {
    expect(calls.gateAnsweredBy(fact)).toBeNull()
    calls.answeredBy(fact, 'cong-chua')
  }
  expect(waiting.size).toBe(1)
  expect(calls.gateAnsweredBy(recorded(30_000))).toBe('cong-chua')
  calls.answeredBy(recorded(30_000), 'cong-chua')
  expect(waiting.size).toBe(0)
})

test('a word answers only a gate that waits, in the alarm in whose story it stands', () => {
  const { calls } = onClock()
  const word = (gate: string, id: string) =>
    chief.fact(unit, 'duty', 'duty.gate-answered', `alarm/${id}`, { gate, answer: 'closed' })
  calls.begin(unit, 'bd-1', start(), ['cong-chua'])
  const gates = [word('cong-chua', 'bd-1'), word('cong-ben', 'bd-1'), word('cong-chua', 'bd-2')]
  expect(gates.map((fact) => calls.gateAnsweredBy(fact))).toEqual(['cong-chua', null, null])
  calls.answeredBy(gates[0]!, 'cong-chua')
  expect(calls.gateAnsweredBy(gates[0]!)).toBeNull()
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
