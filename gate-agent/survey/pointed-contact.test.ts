import { expect, test } from 'vitest'
import { pointedAt } from './pointed-contact.ts'

const result = { topic: 'stat/cong01/RESULT', pointer: '/Switch2/Action' }

test('a contact on another input is known on every topic that tells of it', () => {
  expect(pointedAt('tasmota-relays', 'cong01', { ...result, yes: 'ON', no: 'OFF' })).toEqual({
    contact: 'Switch2',
    contacts: {
      closed: [
        { topic: 'stat/cong01/RESULT', pointer: '/Switch2/Action', yes: 'ON', no: 'OFF' },
        { topic: 'tele/cong01/SENSOR', pointer: '/Switch2', yes: 'ON', no: 'OFF' },
        { topic: 'stat/cong01/STATUS10', pointer: '/StatusSNS/Switch2', yes: 'ON', no: 'OFF' }
      ]
    }
  })
})

test('one that says the contrary is turned round everywhere', () => {
  const { contacts } = pointedAt('tasmota-relays', 'cong01', { ...result, yes: 'OFF', no: 'ON' }) as {
    contacts: { closed: { yes: string; no: string }[] }
  }
  expect(contacts.closed.map(({ yes, no }) => `${yes} ${no}`)).toEqual(Array(3).fill('OFF ON'))
})

test('a contact that the preset does not know counts alone', () => {
  const elsewhere = { topic: 'zigbee2mqtt/cua', pointer: '/contact', yes: 'true', no: 'false' }
  expect(pointedAt('tasmota-relays', 'cong01', elsewhere)).toEqual({ contacts: { closed: elsewhere } })
  expect(pointedAt('ratgdo', 'cong01', elsewhere)).toEqual({ contacts: { closed: elsewhere } })
})

test('a preset’s own contact stays as it is', () => {
  const own = { topic: 'cong01/binary_sensor/closed/state', yes: 'ON', no: 'OFF' }
  expect(pointedAt('esphome-buttons', 'cong01', own)).toEqual({ contacts: { closed: [own] } })
})
