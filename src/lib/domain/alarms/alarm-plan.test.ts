import { expect, test } from 'vitest'
import { AlarmPhone } from '../../../../tests/alarm.ts'
import { alarmPlan } from './alarm-plan.ts'

const chief = new AlarmPhone('truong')
const contact = (seconds: number, body: { household?: string; phone?: string }) =>
  chief.says('gate/cong-chua', seconds, 'directory.gate-contact-set', { gate: 'cong-chua', ...body })

test('the latest word counts whole on who keeps a key, and on the neighbours', () => {
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
