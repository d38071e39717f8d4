import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportsClosed, shown, type GateState } from '#lib/domain/gates/contract/state.ts'
import { freshMs, maxUnansweredSkewMs } from '#lib/domain/gates/contract/timers.ts'
import { GateStates } from './gate-states.ts'

const start = Date.UTC(2026, 10, 24, 14)
const hour = 3_600_000
const boots = ['01930000-0000-7000-8000-000000000000', '01940000-0000-7000-8000-000000000000']

/** The state that an agent publishes after that time, ms, with a clock that is ahead by `skew`. */
const stateAt = (ms: number, more: Partial<GateState> = {}, skew = 0): GateState => ({
  v: 1,
  unit: 'xa-thu',
  gate: 'cong-1b',
  key: 'a'.repeat(43),
  seq: 5 + ms,
  bootId: boots[0]!,
  starts: 1,
  agentTime: start + ms + skew,
  reportedAt: start + ms + skew,
  reportAgeMs: 0,
  motion: 'closed',
  position: 0,
  obstructed: null,
  assumed: false,
  deviceOnline: true,
  lock: null,
  lastCmdId: null,
  ...more
})

/** A phone that looks at one gate. */
function phoneWith() {
  const time = { now: start, steady: 0 }
  const clocks = { server: () => time.now, device: () => time.now, steady: () => time.steady }
  const states = new GateStates({ clocks, isGone: () => false, observed() {}, left() {} })
  const pass = (ms: number) => {
    time.now += ms
    time.steady += ms
  }
  const gate = states.gate('cong-1b')
  const saysClosed = () => reportsClosed(shown(gate.state, gate.clock.now()))
  /** Asks the agent, whose clock is ahead by `skew`; its answer takes `ms`. */
  const asks = (skew: number, ms = 200) => {
    gate.clock.asks('one')
    pass(ms)
    const at = time.now - ms / 2 + skew
    const { unit, gate: id, key } = stateAt(0)
    states.replied({ v: 1, id: 'one', unit, gate: id, key, at, status: 'accepted', act: 'CLOSE' } as never)
  }
  return { states, time, pass, gate, saysClosed, asks }
}

test('the last “closed”, repeated for hours, is not the present state', () => {
  const { states, pass, saysClosed } = phoneWith()
  const closed = stateAt(0)
  states.stateOf(closed, true)
  expect(saysClosed()).toBe(true)
  for (let i = 0; i < 3 * 720; i++) {
    pass(5_000)
    states.stateOf({ ...closed }, true)
    expect(saysClosed()).toBe((i + 1) * 5_000 <= freshMs)
  }
})

test('what was recorded hours ago is not the present state of a phone that has just started', () => {
  const { states, saysClosed, asks } = phoneWith()
  states.stateOf(stateAt(-9 * hour), true)
  expect(saysClosed()).toBe(false)
  // The agent itself answers, and its clock is right.
  asks(0)
  states.stateOf(stateAt(-9 * hour + 1), true)
  expect(saysClosed()).toBe(false)
})

test('an agent’s earlier start does not come back between the states of its present one, nor makes them younger', () => {
  const { states, pass, gate, saysClosed } = phoneWith()
  const now = stateAt(0, { bootId: boots[1]!, starts: 2, seq: 1, motion: 'open', position: 100 })
  states.stateOf(now, true)
  for (let i = 0; i < 20; i++) {
    pass(5_000)
    states.stateOf(stateAt(-hour), true)
    states.stateOf({ ...now }, true)
    expect(saysClosed()).toBe(false)
  }
  expect(gate.state).toEqual(now)
  expect(shown(gate.state, gate.clock.now())).toEqual({ kind: 'unknown', since: now.agentTime, silent: true })
})

test('a gate whose agent’s clock is wrong is known again once the agent has answered', () => {
  for (const skew of [-9 * hour, 9 * hour]) {
    const { states, pass, saysClosed, asks } = phoneWith()
    states.stateOf(stateAt(0, {}, skew), true)
    expect(saysClosed()).toBe(false)
    asks(skew)
    expect(saysClosed()).toBe(true)
    pass(30_000)
    states.stateOf(stateAt(30_200, {}, skew), true)
    expect(saysClosed()).toBe(true)
  }
})

test('however the broker’s holder delays states, in their order, none is fresh that is older than the bound', () => {
  const skews = fc.constantFrom(0, -20_000, 60_000, -9 * hour, 9 * hour)
  const moves = fc.array(
    fc.record({
      passes: fc.constantFrom(1_000, 30_000, 600_000),
      heldBack: fc.nat({ max: 30 }),
      asks: fc.boolean()
    }),
    { minLength: 1, maxLength: 40 }
  )
  fc.assert(
    fc.property(skews, moves, fc.boolean(), (skew, steps, live) => {
      const { states, time, pass, gate, asks } = phoneWith()
      const published: number[] = []
      let told = 0
      for (const { passes, heldBack, asks: isAsking } of steps) {
        for (let ms = 0; ms < passes; ms += 30_000) {
          published.push(time.now - start)
          pass(Math.min(30_000, passes - ms))
        }
        if (isAsking) asks(skew, 8_000)
        told = Math.max(told, published.length - heldBack)
        const ms = published[told - 1]
        if (ms !== undefined) states.stateOf(stateAt(ms, {}, skew), live)
        if (!gate.state || shown(gate.state, gate.clock.now()).kind !== 'fresh') continue
        const wrongBy = Math.min(Math.abs(skew), 60_000)
        const age = time.now - (gate.state.agentTime - skew)
        expect(age).toBeLessThanOrEqual(freshMs + maxUnansweredSkewMs + wrongBy + 4_000)
      }
    })
  )
})
