import { expect, test } from 'vitest'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { alarms } from '#lib/domain/alarms/alarm.ts'
import { serverAccount } from '#lib/domain/roles.ts'
import type { StoredFact, SyncState } from '#lib/domain/stored.ts'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import { gatesToText, isHereAlone } from './gates-to-text.ts'

const keeper = new AlarmPhone('giu-a')
const server = new AlarmPhone(serverAccount)
const gate = (id: string, keepers: string[]) =>
  [id, { gate: id, name: id, kind: 'motor', keepers } as Gate] as const
const notebook = {
  directory: {
    accounts: new Map(),
    groups: new Map(),
    gates: new Map([gate('a', ['giu-a']), gate('b', ['giu-a']), gate('c', ['giu-c'])]),
    modemNumbers: new Map([
      ['a', '0900000111'],
      ['c', '0900000222']
    ])
  },
  identity: { account: 'giu-a' },
  roles: ['keeper']
} as unknown as Parameters<typeof gatesToText>[0]

const started = (sync: SyncState, more: object = {}, nth = 1, by = keeper): StoredFact => ({
  ...by.says(`alarm/${alarmId(nth)}`, nth, 'duty.alarm-started', {
    gates: ['a', 'b', 'c'],
    from: 'app',
    ...more
  }),
  sync,
  tries: 0
})
const textable = (...facts: StoredFact[]) => gatesToText(notebook, alarms(facts)[0]!).map(({ gate }) => gate)

test('an own alarm that lies on this phone alone can be texted to one’s own gates with a modem', () => {
  expect(textable(started('pending'))).toEqual(['a'])
})

test('not one that the server has, by whatever way, nor a drill, nor another’s', () => {
  expect(textable(started('sent'))).toEqual([])
  const texted = started('received', { from: 'sms', account: 'giu-a' }, 2, server)
  expect(textable(started('pending'), texted)).toEqual([])
  expect(textable(started('pending', { drill: true }))).toEqual([])
  expect(textable(started('pending', {}, 1, new AlarmPhone('giu-c')))).toEqual([])
})

test('an alarm is here alone while no start of it has left the phone, nobody has it, and it has had time to leave', () => {
  const after = (wait: number, state: string, facts: StoredFact[]) => {
    const alarm = alarms(facts)[0]!
    const now = () => Date.parse(alarm.startedAt) + wait
    return isHereAlone({ now, sync: { report: { state } } }, alarm)
  }
  const alone = (wait: number, ...facts: StoredFact[]) => after(wait, 'exchanging', facts)
  expect(after(0, 'waiting-for-network', [started('pending')])).toBe(true)
  expect(alone(5_000, started('pending'))).toBe(true)
  expect(alone(4_999, started('pending'))).toBe(false)
  expect(alone(5_000, started('sent'))).toBe(false)
  const received = { ...keeper.says(`alarm/${alarmId(1)}`, 2, 'duty.alarm-received', {}), tries: 0 }
  expect(alone(5_000, started('pending'), { ...received, sync: 'carried' })).toBe(false)
})
