import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BoxOutcome, GateConnection, GateSnapshot } from '#lib/ports/gates.ts'
import { PatientBox } from './patient-box.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const kept = { box: 'kept' } as BoxOutcome
const refused = (code: string) => ({ box: 'refused', refusal: { code } }) as BoxOutcome
const asked = { box: 'list' } as const

/** A box at a gate that gives these answers, each to one request, after so many ms. */
function boxGiving(answers: readonly BoxOutcome[], afterMs = 0) {
  const observers = new Set<(snapshot: GateSnapshot) => void>()
  let snapshot = { state: null } as GateSnapshot
  const told: boolean[] = []
  const looking = new AbortController()
  const made: unknown[] = []
  let subscribed = 0
  const line = {
    state: 'connecting' as GateConnection['state'],
    heard: () => ({
      subscribe({ next }: { next(snapshot: GateSnapshot): void }) {
        subscribed++
        observers.add(next)
        next(snapshot)
        return { unsubscribe: () => void observers.delete(next) }
      }
    }),
    async box(_: string, request: unknown) {
      made.push(request)
      await new Promise((resolve) => setTimeout(resolve, afterMs))
      return answers[made.length - 1]!
    }
  } as unknown as GateConnection & { state: GateConnection['state'] }
  const box = new PatientBox({
    line,
    gate: 'cong-1b',
    signal: looking.signal,
    silent: (isSilent) => told.push(isSilent)
  })
  const tell = (state: GateConnection['state'], isHeard: boolean) => {
    Object.assign(line, { state })
    snapshot = { ...snapshot, state: isHeard ? ({} as GateSnapshot['state']) : null }
    for (const next of observers) next(snapshot)
  }
  return { box, told, looking, made, tell, observers, times: () => subscribed }
}

test('a gate that was heard before its connection is open, or after, is asked once both are so', async () => {
  const firsts = [
    { state: 'connecting', isHeard: true },
    { state: 'open', isHeard: false }
  ] as const
  for (const { state, isHeard } of firsts) {
    const { box, made, tell } = boxGiving([kept])
    const answer = box.ask(asked)
    tell(state, isHeard)
    await vi.advanceTimersByTimeAsync(0)
    expect(made).toEqual([])
    tell('open', true)
    await vi.advanceTimersByTimeAsync(0)
    expect(await answer).toBe(kept)
  }
})

test('what has no answer, or one of a moment, is asked again by itself; the silence is told, and its end', async () => {
  const passing = ['UNKNOWN', 'OFFLINE', 'AGENT_OFFLINE'].map((code) => ({ code }) as BoxOutcome)
  passing.push(refused('STALE'), refused('CLOCK_SKEW'), refused('RATE_LIMITED'))
  const { box, told, made, tell } = boxGiving([...passing, kept], 10_000)
  tell('open', true)
  const answer = box.ask(asked)
  await vi.advanceTimersByTimeAsync(11_999)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(told).toEqual([true])
  await vi.advanceTimersByTimeAsync(70_000)
  expect(await answer).toBe(kept)
  expect(told).toEqual([true, false])
  expect(made).toHaveLength(7)
  expect(new Set(made)).toEqual(new Set([asked]))
})

test('an answer that lasts ends it at once', async () => {
  for (const lasting of [kept, refused('BOX_FULL'), { code: 'NOT_ALLOWED' } as BoxOutcome]) {
    const { box, told, made, tell } = boxGiving([lasting])
    tell('open', true)
    const answer = box.ask(asked)
    await vi.advanceTimersByTimeAsync(0)
    expect(await answer).toBe(lasting)
    expect([made.length, told]).toEqual([1, []])
  }
})

test('once nobody looks any more, nothing is waited for or asked again', async () => {
  const { box, looking, made, tell } = boxGiving([{ code: 'UNKNOWN' }, kept], 10_000)
  const reached = box.reached()
  looking.abort()
  await reached
  tell('open', true)
  const answer = box.ask(asked)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await answer).toEqual({ code: 'UNKNOWN' })
  expect(made).toHaveLength(1)
})

test('while it waits it has the connection tried anew, and holds it until the end', async () => {
  const { box, told, observers, times, tell } = boxGiving([kept])
  const reached = box.reached()
  await vi.advanceTimersByTimeAsync(24_000)
  expect([told, times(), observers.size]).toEqual([[true], 3, 1])
  tell('open', true)
  await reached
  await vi.advanceTimersByTimeAsync(60_000)
  expect([told, times()]).toEqual([[true, false], 3])
  box.end()
  expect(observers.size).toBe(0)
})
