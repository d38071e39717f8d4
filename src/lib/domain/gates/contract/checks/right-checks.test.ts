import { expect, test } from 'vitest'
import { directory, type Gate } from '../../../directory/directory.ts'
import {
  command,
  commander,
  course,
  eleven,
  holding,
  home,
  keeper,
  noon,
  outcome,
  world
} from '../../../../../../tests/gate-commands.ts'
import { gateKeepers, roles, type Role } from '../../../roles.ts'
import { gateActions } from '../actions.ts'
import { judgeCommand } from './checks.ts'
import type { Command } from '../command.ts'
import { holderAtGate, keyHolderOf } from '../keys.ts'
import { agentKeys } from '../gate-machine.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import type { CommandVerdict, CheckContext } from './check-context.ts'

const why = (verdict: CommandVerdict) =>
  verdict.verdict === 'refused' ? (verdict.refusal.why ?? null) : outcome(verdict)
const ask = (command: Command, more: Partial<CheckContext> = {}) =>
  judgeCommand(command, world({ now: command.iat, ...more }))
const policy = (more: Partial<Policy>) => ({ policy: { ...defaultPolicy, ...more } })
const alarm = { lock: { kind: 'alarm', by: 'truong', since: noon } } as const
const maintenance = { lock: { kind: 'maintenance', by: 'truong', since: noon } } as const

test('who may ask for what', () => {
  const allowed = (role: Role) =>
    gateActions.filter(
      (action) => outcome(ask(command(action), { holder: holding(keeper, { roles: [role] }) })) === action
    )
  expect(allowed('commander')).toEqual([...gateActions])
  expect(allowed('officer')).toEqual([...gateActions])
  expect(allowed('keeper')).toEqual(['OPEN', 'CLOSE', 'STOP', 'PASS'])
  expect(allowed('hamlet')).toEqual(['CLOSE', 'STOP'])
  const others = roles.filter((role) => !gateKeepers.includes(role))
  for (const role of others) expect(allowed(role)).toEqual(['STOP'])
})

test('who opens has seen a picture of at most 5 s, or says that there is none, and why', () => {
  const seen = (more: object, reason?: string) =>
    why(ask(command('OPEN', { seen: { stateSeq: 1, ...more }, ...(reason && { reason }) })))
  const frame = (frameAgeMs: number) => ({ frameSha256: 'f'.repeat(43), frameAgeMs })
  expect(seen(frame(5_000))).toBe('OPEN')
  expect(seen(frame(5_001))).toBe('no-picture')
  expect(seen({})).toBe('no-picture')
  expect(seen(frame(5_001), 'Người quen')).toBe('no-picture')
  expect(seen({ noCamera: true })).toBe('no-picture')
  expect(seen({ noCamera: true }, 'Không thấy hình')).toBe('OPEN')
  expect(why(ask(command('PASS', { seen: { stateSeq: 1 } })))).toBe('no-picture')
  expect(why(ask(command('CLOSE', { seen: { stateSeq: 0 } })))).toBe('CLOSE')
  expect(why(ask(command('OPEN', { seen: { stateSeq: 1 }, override: 'medical' })))).toBe('no-picture')
})

test('in closed hours nobody opens, an emergency does; closing knows no hours', () => {
  const closed = policy({ closedHours: { from: '22:00', to: '05:00' }, twoPersons: null })
  const late = (action: Command['action'], more: object = {}) =>
    why(ask(command(action, { iat: eleven, ...more }), closed))
  expect([late('OPEN'), late('PASS'), late('CLOSE')]).toEqual(['closed-hours', 'closed-hours', 'CLOSE'])
  expect(late('OPEN', { override: 'birth' })).toBe('OPEN')
  expect(why(ask(command('OPEN'), closed))).toBe('OPEN')
})

test('an emergency opens past second person, hours and alarm; never past signature, freshness, role, counter or maintenance', () => {
  const urgent = command('OPEN', { iat: eleven, override: 'medical' })
  const night = { ...policy({ closedHours: { from: '22:00', to: '05:00' } }), ...alarm, now: eleven }
  expect(outcome(ask(urgent, night))).toBe('OPEN')
  const but = (more: Partial<CheckContext>) => outcome(ask(urgent, { ...night, ...more }))
  expect(but({ signed: false })).toBe('BAD_SIGNATURE')
  expect(but({ now: urgent.exp + 1 })).toBe('STALE')
  expect(but({ holder: holding(keeper, { roles: ['hamlet'] }) })).toBe('NOT_ALLOWED')
  expect(but({ ledger: { ...world().ledger, counters: { [urgent.key]: urgent.ctr } } })).toBe('REPLAY')
  expect(but(maintenance)).toBe('LOCKED')
  expect(why(ask(urgent, { ...night, ...policy({ emergency: false }) }))).toBe('no-emergency')
})

test('an alarm lets a gate close and keeps it from opening; maintenance keeps it still; both can be lifted', () => {
  const tried = (lock: Partial<CheckContext>) =>
    gateActions.map((action) =>
      outcome(ask(command(action, {}, commander), { ...lock, holder: holding(commander) }))
    )
  expect(tried(alarm)).toEqual(['LOCKED', 'CLOSE', 'STOP', 'LOCKED', 'LOCK', 'UNLOCK', 'POSTPONE'])
  expect(tried(maintenance)).toEqual(['LOCKED', 'LOCKED', 'STOP', 'LOCKED', 'LOCKED', 'UNLOCK', 'POSTPONE'])
  expect(ask(command('OPEN'), alarm)).toMatchObject({ refusal: { by: 'truong' } })
})

test('an alarm key closes, and does nothing else', () => {
  const holder = holding(commander, { use: 'alarm' })
  const done = gateActions.map((action) => outcome(ask(command(action, {}, commander), { holder })))
  expect(done).toEqual(gateActions.map((action) => (action === 'CLOSE' ? 'CLOSE' : 'NOT_ALLOWED')))
})

test('at night two persons open: another one, for that command, within two minutes, once', () => {
  const first = command('OPEN', { iat: eleven })
  const second = (at: number, phone = commander, approves = first.id) => ({
    command: command('OPEN', { iat: at, approves }, phone),
    around: { now: at, holder: holding(phone) }
  })
  const asked = { command: first, around: { now: eleven } }
  const both = (...more: ReturnType<typeof second>[]) => course([asked, ...more]).verdicts.map(outcome)
  expect(both(second(eleven + 120_000))).toEqual(['NEEDS_SECOND', 'OPEN'])
  expect(both(second(eleven + 120_001))).toEqual(['NEEDS_SECOND', 'NEEDS_SECOND'])
  expect(both(second(eleven + 1_000, keeper))).toEqual(['NEEDS_SECOND', 'NEEDS_SECOND'])
  expect(both(second(eleven + 1_000, commander, command('OPEN').id))).toEqual([
    'NEEDS_SECOND',
    'NEEDS_SECOND'
  ])
  expect(both(second(eleven + 1_000), second(eleven + 2_000))).toEqual([
    'NEEDS_SECOND',
    'OPEN',
    'NEEDS_SECOND'
  ])
})

test('a single passage at night needs no second person, for the gate closes again', () => {
  expect(outcome(ask(command('PASS', { iat: eleven })))).toBe('PASS')
  expect(outcome(ask(command('OPEN', { iat: eleven }), policy({ twoPersons: null })))).toBe('OPEN')
})

test('six commands a minute of one account, another account is not in its way', () => {
  const seven = Array.from({ length: 7 }, (_, i) => ({
    command: command('CLOSE', { iat: noon + i * 1_000 }),
    around: { now: noon + i * 1_000 }
  }))
  const { verdicts, ledger } = course(seven)
  expect(verdicts.map(outcome)).toEqual([...Array.from({ length: 6 }, () => 'CLOSE'), 'RATE_LIMITED'])
  expect(verdicts[6]).toMatchObject({ refusal: { until: noon + 60_000 } })
  const other = command('CLOSE', { iat: noon + 7_000 }, commander)
  expect(outcome(ask(other, { ledger, holder: holding(commander) }))).toBe('CLOSE')
  expect(outcome(ask(command('CLOSE', { iat: noon + 59_999 }), { ledger }))).toBe('RATE_LIMITED')
  expect(outcome(ask(command('CLOSE', { iat: noon + 60_000 }), { ledger }))).toBe('CLOSE')
})

test('STOP uses up nobody’s commands', () => {
  const stops = Array.from({ length: 6 }, () => ({ command: command('STOP') }))
  const { verdicts } = course([...stops, { command: command('CLOSE') }])
  expect(outcome(verdicts[6]!)).toBe('CLOSE')
})

test('whoever is not police postpones once an evening, and says why', () => {
  const asked = (more: object, around: Partial<CheckContext> = {}) =>
    why(ask(command('POSTPONE', more), around))
  const reason = 'Đám tang ông Bảy'
  expect([asked({}), asked({ reason }), asked({ reason }, { postponed: true })]).toEqual([
    'no-reason',
    'POSTPONE',
    'postponed'
  ])
  const officer = holding(keeper, { roles: ['keeper', 'officer'] })
  expect(asked({}, { postponed: true, holder: officer })).toBe('POSTPONE')
  expect(asked({ reason }, { holder: holding(keeper, { roles: ['hamlet'] }) })).toBe('role')
})

const hour = 3_600_000
const postpone = (who: typeof keeper, ms: number, more: Partial<CheckContext> = {}) =>
  why(
    ask(command('POSTPONE', { until: noon + ms, reason: 'Đám tang' }, who), { holder: holding(who), ...more })
  )

test('a keeper postpones to a time to come, by twelve hours at most; police as far ahead as sixty days', () => {
  const at = [12 * hour, 12 * hour + 1, 60 * 24 * hour, 60 * 24 * hour + 1, 0]
  const late = 'too-long'
  expect(at.map((ms) => postpone(keeper, ms))).toEqual(['POSTPONE', late, late, late, late])
  expect(at.map((ms) => postpone(commander, ms))).toEqual(['POSTPONE', 'POSTPONE', 'POSTPONE', late, late])
})

test('what would be put off to before its own hour is refused: the gate would close as if nobody had asked', () => {
  const schedule = {
    closeAt: { CN: '22:00', T2: '22:00', T3: '20:00', T4: '22:00', T5: '22:00', T6: '22:00' }
  }
  const tuesdays = Date.UTC(2026, 11, 1, 13)
  const at = (ms: number) => postpone(commander, tuesdays + ms - noon, { schedule })
  expect([at(0), at(1), at(12 * hour - 1)]).toEqual(['no-evening', 'POSTPONE', 'POSTPONE'])
  // From half a day after its hour on it belongs to the next evening.
  expect([at(12 * hour), at(26 * hour), at(26 * hour + 1)]).toEqual(['no-evening', 'no-evening', 'POSTPONE'])
})

test('a phone that no commander has let in, and an account without roles, have no say', () => {
  const device = {
    id: keeper.id,
    account: keeper.account,
    key: keeper.publicKey,
    label: 'Máy',
    enrolledAt: '',
    firstHand: true,
    introducedAt: 0,
    broughtBy: [null]
  }
  const gate: Gate = { gate: home.gate, name: 'Cổng 1B', kind: 'motor', keepers: [keeper.account] }
  const none = { barrings: [], certificates: [], granted: [], alarmKey: null }
  const known = (approved: boolean, held: Role[]) => ({
    ...directory([], null),
    accounts: new Map([[keeper.account, { account: keeper.account, name: 'Tư Khởi', roles: held }]]),
    gates: new Map([[home.gate, gate]]),
    devices: [{ ...device, ...none, admitted: approved, approved }]
  })
  const standing = (approved: boolean, held: Role[]) =>
    holderAtGate(known(approved, held), { account: keeper.account, key: keeper.id, gate: home.gate })!
  expect(standing(true, ['keeper'])).toEqual(holding(keeper))
  expect(why(ask(command('STOP'), { holder: standing(false, ['keeper']) }))).toBe('phone-waiting')
  expect(outcome(ask(command('STOP'), { holder: standing(true, []) }))).toBe('REVOKED')
  expect(keyHolderOf(known(true, ['keeper']), 'truong', keeper.id)).toBeNull()
  expect(agentKeys(known(true, ['keeper'])).size).toBe(0)
  expect(agentKeys(known(false, ['agent'])).size).toBe(0)
  expect(agentKeys(known(true, ['agent'])).get(keeper.id)?.key).toEqual(keeper.publicKey)
})
