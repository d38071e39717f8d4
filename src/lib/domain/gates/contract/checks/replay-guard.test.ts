import { expect, test } from 'vitest'
import {
  command,
  commander,
  course,
  holding,
  keeper,
  message,
  noon,
  outcome,
  replyTo,
  verdictOn,
  world
} from '../../../../../../tests/gate-commands.ts'
import { judgeCommand } from './checks.ts'
import { emptyReplayGuard, withCommand, withReply } from './replay-guard.ts'
import { latestFirst, maxResults, resultOf, withResult, type Results } from '../results.ts'

const closing = command('CLOSE')
const { ledger } = course([{ command: closing }])
/** The ledger as it comes back from an agent's disk. */
const restarted = JSON.parse(JSON.stringify(ledger)) as typeof ledger

test('10. a captured command, 1 s and 6 s later and after a restart: no second movement', () => {
  const again = (seconds: number, ledger: typeof restarted) =>
    outcome(verdictOn(message(closing), world({ now: noon + seconds * 1_000, ledger })))
  expect([again(0, emptyReplayGuard), again(1, ledger), again(6, ledger)]).toEqual([
    'CLOSE',
    'DUPLICATE',
    'STALE'
  ])
  expect([again(1, restarted), again(6, restarted)]).toEqual(['DUPLICATE', 'STALE'])
})

test('10. a repeated command is answered with what was told last, and an agent that forgot the id goes by the counter', () => {
  const done = {
    ...replyTo(closing, { verdict: 'accepted', act: 'CLOSE' }, noon + 900),
    status: 'completed' as const
  }
  const ended = withReply(ledger, done as never)
  expect(judgeCommand(closing, world({ ledger: ended }))).toEqual({ verdict: 'repeated', reply: done })
  expect(withReply(ledger, { ...done, id: command('CLOSE').id } as never)).toBe(ledger)
  expect(outcome(judgeCommand(closing, world({ ledger: { ...ledger, results: {} } })))).toBe('REPLAY')
})

test('10. what was refused once does not move the gate when it comes again under better stars', () => {
  const blocked = course([{ command: closing, around: { report: { ...world().report, obstructed: true } } }])
  const again = judgeCommand(closing, world({ ledger: blocked.ledger }))
  expect(again).toMatchObject({
    verdict: 'repeated',
    reply: { status: 'refused', refusal: { code: 'OBSTRUCTED' } }
  })
})

test('10. nobody uses up the counter or an id of another by commands that he cannot sign, or that are stale', () => {
  const { ledger } = course([
    { command: closing, around: { signed: false } },
    { command: closing, around: { holder: holding(keeper, { standing: 'revoked' }) } },
    { command: closing, around: { now: noon + 60_000 } },
    { command: closing, around: { now: noon - 60_000 } }
  ])
  expect(ledger).toEqual(emptyReplayGuard)
})

test('11. a retained command is refused, whoever signed it', () => {
  expect(outcome(verdictOn({ ...message(closing), retain: true }, world()))).toBe('RETAINED')
})

test('a STOP signed before the last command lowers no counter', () => {
  const last = command('CLOSE', { ctr: 900 })
  const { ledger, verdicts } = course([{ command: last }, { command: command('STOP', { ctr: 1 }) }])
  expect(verdicts.map(outcome)).toEqual(['CLOSE', 'STOP'])
  expect(ledger.counters).toEqual({ [last.key]: 900 })
})

test('counters are each key’s own', () => {
  const others = command('CLOSE', { ctr: 1 }, commander)
  expect(outcome(judgeCommand(others, world({ ledger, holder: holding(commander) })))).toBe('CLOSE')
})

test('an account may be called like a member of every object', () => {
  const odd = command('CLOSE', { actor: 'constructor' })
  const { ledger, verdicts } = course([{ command: odd }])
  expect([outcome(verdicts[0]!), ledger.tries['constructor']]).toEqual(['CLOSE', [noon]])
})

test('results are kept for a day, and no more than so many; a flood of refusals pushes none out', () => {
  const reply = replyTo(closing, { verdict: 'accepted', act: 'CLOSE' })
  const later = command('CLOSE')
  const idsIn = (results: Results) => [...latestFirst(results)].map((result) => result.reply.id)
  const after = (ms: number) => withCommand(ledger, later, { ...reply, id: later.id }, noon + ms).results
  expect(idsIn(after(24 * 3_600_000 - 1))).toEqual([later.id, closing.id])
  expect(idsIn(after(24 * 3_600_000))).toEqual([later.id])
  let full: Results = {}
  for (let i = 0; i < maxResults; i++) full = withResult(full, `id-${i}`, { at: noon + i, reply })
  const more = withCommand({ ...ledger, results: full }, later, reply, noon).results
  expect(idsIn(more).length).toBeLessThanOrEqual(maxResults)
  const gone = ['id-0', 'id-63', 'id-64', `id-${maxResults - 1}`].map(
    (id) => resultOf(more, id) === undefined
  )
  expect(gone).toEqual([true, true, false, false])
  const limited = replyTo(later, { verdict: 'refused', refusal: { code: 'RATE_LIMITED' } })
  expect(withCommand(ledger, later, limited, noon).results).toEqual(ledger.results)
  expect(withCommand(ledger, later, limited, noon).counters[later.key]).toBe(later.ctr)
})
