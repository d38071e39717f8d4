import { expect, test } from 'vitest'
import { AlarmPhone } from '../../../../tests/alarm.ts'
import { alarmPlan } from './alarm-plan.ts'

const chief = new AlarmPhone('truong')
const group = (seconds: number, id: string, name: string, gates: string[]) =>
  chief.says(`group/${id}`, seconds, 'directory.gate-group-named', { group: id, name, gates })
const contact = (seconds: number, body: { household?: string; phone?: string }) =>
  chief.says('gate/cong-chua', seconds, 'directory.gate-contact-set', { gate: 'cong-chua', ...body })

test('the latest word on a group counts whole, and one without gates is no more', () => {
  const facts = [
    group(1, 'a', 'Tuyến Quản Lộ', ['cong-1b']),
    group(2, 'b', 'Bến đò', ['cong-ben-do']),
    group(3, 'a', 'Tuyến Quản Lộ – Phụng Hiệp', ['cong-1b', 'cong-kinh-3'])
  ]
  expect(alarmPlan(facts).groups.map(({ name, gates }) => [name, gates.length])).toEqual([
    ['Tuyến Quản Lộ – Phụng Hiệp', 2],
    ['Bến đò', 1]
  ])
  expect(alarmPlan([...facts, group(4, 'b', 'Bến đò', [])]).groups).toHaveLength(1)
})

test('so does the latest word on who keeps a key, and on the neighbours', () => {
  const facts = [
    contact(1, { household: 'Hai Muội', phone: '0900 000 011' }),
    contact(2, { household: 'Hai Muội' }),
    ...[
      ['Xã A', '0900 000 021'],
      ['Xã B', '0900 000 022']
    ].map(([name, phone], i) =>
      chief.says('unit/xa-thu', 3 + i, 'directory.neighbours-set', {
        neighbours: [{ name: name!, phone: phone! }]
      })
    )
  ]
  const { contacts, neighbours } = alarmPlan(facts)
  expect(contacts.get('cong-chua')).toEqual({ gate: 'cong-chua', household: 'Hai Muội' })
  expect(neighbours).toEqual([{ name: 'Xã B', phone: '0900 000 022' }])
})
