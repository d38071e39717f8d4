import { expect, test } from 'vitest'
import {
  command,
  commander,
  course,
  eleven,
  holding,
  home,
  keeper,
  message,
  noon,
  outcome,
  verdictOn,
  world
} from '../../../../../../tests/gate-commands.ts'
import { gateActions } from '../actions.ts'
import { judgeCommand } from './checks.ts'
import { refusalCodes, type RefusalCode } from '../codes.ts'
import type { Command } from '../command.ts'
import type { GateMessage } from './receive.ts'
import { resultOf, withResult } from '../results.ts'
import { withCommand } from './replay-guard.ts'
import { defaultPolicy } from './policy.ts'
import { topicOf } from '../topics.ts'
import type { CheckContext } from './check-context.ts'

/** A closing command, and a context with everything that can be wrong, each on its own. */
const closing = command('CLOSE')
const earlier = command('CLOSE', { ctr: closing.ctr + 100 })
const told = withCommand(
  world().ledger,
  earlier,
  resultOf(course([{ command: earlier }]).ledger.results, earlier.id)!.reply,
  noon
)
const results = withResult({}, closing.id, resultOf(told.results, earlier.id)!)
const tries = { [closing.actor]: Array.from({ length: 6 }, () => noon - 1_000) }
const ledger = world().ledger
const opening = (more: object = {}) => command('OPEN', more)

const wrongs: [RefusalCode, Partial<CheckContext>, Command?][] = [
  ['BAD_SIGNATURE', { signed: false }],
  ['REVOKED', { holder: holding(keeper, { standing: 'revoked' }) }],
  ['STALE', { now: closing.exp + 1 }],
  ['CLOCK_SKEW', { now: closing.iat - 2_001 }],
  ['DUPLICATE', { ledger: { ...ledger, results } }],
  ['REPLAY', { ledger: { ...ledger, counters: { [closing.key]: closing.ctr } } }],
  ['NOT_ALLOWED', { holder: holding(keeper, { roles: ['ubnd'] }) }],
  ['LOCKED', { lock: { kind: 'maintenance', by: 'truong', since: noon } }],
  ['DEVICE_OFFLINE', { report: { ...world().report, deviceOnline: false } }],
  ['OBSTRUCTED', { report: { ...world().report, obstructed: true } }],
  ['CANNOT_RECORD', { obeys: 'alarms' }],
  ['RATE_LIMITED', { ledger: { ...ledger, tries } }],
  ['NEEDS_SECOND', { now: eleven }, opening({ iat: eleven })]
]

test.each(wrongs)('9. %s', (code, around, other) => {
  expect(outcome(judgeCommand(other ?? closing, world(around)))).toBe(code)
})

test('9. the three refusals at the door, before any signature is looked at', () => {
  const good = message(closing)
  const forged = {
    ...good,
    payload: good.payload.replace(/(?<="s":")./, (first) => (first === 'A' ? 'B' : 'A'))
  }
  const at = (more: object) => topicOf({ kind: 'command', ...home, account: 'giu-cong', ...more })
  const large = message(closing, keeper, JSON.stringify(closing) + ' '.repeat(9_000))
  const ask = (incoming: Partial<GateMessage>) => outcome(verdictOn({ ...forged, ...incoming }, world()))
  expect(ask({ retain: true, payload: '' })).toBe('RETAINED')
  for (const payload of ['', '{}', 'CLOSE', '[]', 'null', forged.payload.slice(1), large.payload])
    expect(ask({ payload })).toBe('BAD_FORMAT')
  for (const topic of ['cong-1b/set', at({ gate: 'cong-2' }), at({ unit: 'xa-khac' })])
    expect(ask({ topic })).toBe('BAD_FORMAT')
  expect(ask({ topic: at({ account: 'nguoi-khac' }) })).toBe('ACTOR_MISMATCH')
  expect(outcome(verdictOn(message(closing), world(), [commander]))).toBe('ACTOR_MISMATCH')
  expect(ask({})).toBe('BAD_SIGNATURE')
  expect(outcome(verdictOn(good, world()))).toBe('CLOSE')
})

test('a command for another gate or commune is not read as one for this gate, whatever its topic', () => {
  for (const elsewhere of [{ gate: 'cong-2' }, { unit: 'xa-khac' }])
    expect(outcome(verdictOn(message(command('CLOSE', elsewhere)), world()))).toBe('BAD_FORMAT')
})

test('every code is tried above, in the order of the contract', () => {
  const door = ['RETAINED', 'BAD_FORMAT', 'ACTOR_MISMATCH']
  expect([...door, ...wrongs.map(([code]) => code)]).toEqual([...refusalCodes])
})

test('the first failure wins: with everything wrong at once the codes come in their order as each is put right', () => {
  const now = { STALE: closing.exp + 1, CLOCK_SKEW: closing.iat - 2_001 } as Record<string, number>
  const judged = wrongs.slice(0, -1).map((_, first) => {
    const rest = wrongs.slice(first, -1)
    const around = rest.reduceRight((all, [, around]) => merged(all, around), {} as Partial<CheckContext>)
    return outcome(judgeCommand(closing, world({ ...around, now: now[rest[0]![0]] ?? around.now ?? noon })))
  })
  expect(judged).toEqual(wrongs.slice(0, -1).map(([code]) => code))
})

function merged(all: Partial<CheckContext>, more: Partial<CheckContext>): Partial<CheckContext> {
  return {
    ...all,
    ...more,
    ...(all.ledger && more.ledger && { ledger: addUp(all.ledger, more.ledger) }),
    ...(all.report && more.report && { report: { ...all.report, obstructed: true, deviceOnline: false } }),
    ...(all.holder &&
      more.holder && {
        holder: { ...all.holder, ...(more.holder.standing === 'revoked' && { standing: 'revoked' }) }
      })
  }
}

const addUp = (a: CheckContext['ledger'], b: CheckContext['ledger']) => ({
  counters: { ...a.counters, ...b.counters },
  results: { ...a.results, ...b.results },
  tries: { ...a.tries, ...b.tries },
  waiting: { ...a.waiting, ...b.waiting }
})

test('an honest command of each kind is accepted', () => {
  const around = world({ holder: holding(commander) })
  for (const action of gateActions)
    expect(judgeCommand(command(action, {}, commander), around)).toEqual({ verdict: 'accepted', act: action })
})

test('14. STOP is taken out of turn, too often, while LOCKED, in any role and hour, but never unsigned or stale', () => {
  const stop = command('STOP', { ctr: 1, seen: { stateSeq: 0 } })
  const around = world({
    holder: holding(keeper, { roles: ['auditor'] }),
    lock: { kind: 'maintenance', by: 'truong', since: noon },
    report: { ...world().report, motion: 'closing', obstructed: true },
    policy: { ...defaultPolicy, closedHours: { from: '00:00', to: '23:59' } },
    ledger: { ...ledger, tries, counters: { [stop.key]: 9_999 } }
  })
  const ask = (more: Partial<CheckContext>) => outcome(judgeCommand(stop, { ...around, ...more }))
  expect(ask({})).toBe('STOP')
  expect(ask({ signed: false })).toBe('BAD_SIGNATURE')
  expect(ask({ now: stop.exp + 1 })).toBe('STALE')
  expect(ask({ holder: holding(keeper, { standing: 'revoked' }) })).toBe('REVOKED')
  expect(ask({ report: { ...around.report, deviceOnline: false } })).toBe('DEVICE_OFFLINE')
})

test('14. a STOP wins over what was signed before it and comes later', () => {
  const before = command('CLOSE')
  const { verdicts } = course([{ command: command('STOP') }, { command: before }])
  expect(verdicts.map(outcome)).toEqual(['STOP', 'REPLAY'])
})

test('15. CLOSE onto something in the way is refused, and no emergency forces it', () => {
  const report = { ...world().report, obstructed: true }
  expect(outcome(judgeCommand(closing, world({ report })))).toBe('OBSTRUCTED')
  expect(outcome(judgeCommand(opening(), world({ report })))).toBe('OPEN')
  expect(outcome(judgeCommand(closing, world({ report: { ...report, obstructed: null } })))).toBe('CLOSE')
  const forcing = message(command('CLOSE', { override: 'fire' }))
  expect(outcome(verdictOn(forcing, world({ report })))).toBe('BAD_FORMAT')
})

test('a gate that runs the other way is stopped, not turned round', () => {
  const running = (motion: CheckContext['report']['motion'], action: Command['action']) =>
    outcome(judgeCommand(command(action), world({ report: { ...world().report, motion } })))
  expect(running('opening', 'CLOSE')).toBe('STOP')
  expect(running('closing', 'OPEN')).toBe('STOP')
  expect(running('closing', 'PASS')).toBe('STOP')
  expect(running('closing', 'CLOSE')).toBe('CLOSE')
  expect(running('opening', 'OPEN')).toBe('OPEN')
})
