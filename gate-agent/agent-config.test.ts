import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import { policyOf, readAgentConfig, AgentStartProblem } from './agent-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
const path = join(folder, 'agent.json')
afterAll(() => rmSync(folder, { recursive: true }))

const controller = {
  broker: { url: 'mqtt://127.0.0.1:1883' },
  dialect: 'home-assistant',
  id: 'cong01/cua'
}
const good = {
  server: 'https://antt.example/',
  account: 'ph-may-cong1b',
  password: 'mat-khau',
  unit: 'xa-phong-hiep',
  gates: [{ gate: 'cong-1b', controller }]
}
const reading = (text: string) => {
  writeFileSync(path, text)
  return readAgentConfig(path)
}
const refusal = (changes: object) => {
  try {
    reading(JSON.stringify({ ...good, ...changes }))
  } catch (problem) {
    if (problem instanceof AgentStartProblem) return problem.message.replace(path, 'agent.json')
  }
  return null
}

test('what is not said is as everywhere: data beside the file, a clock, the default policy', () => {
  const config = reading(JSON.stringify(good))
  expect(config).toMatchObject({ server: 'https://antt.example', dataDir: join(folder, 'data'), clock: true })
  expect(policyOf(config.gates[0]!)).toEqual(defaultPolicy)
})

test('a commune decides what it wants otherwise', () => {
  const closedHours = { from: '23:00', to: '04:00' }
  const config = reading(JSON.stringify({ ...good, gates: [{ ...good.gates[0], policy: { closedHours } }] }))
  expect(policyOf(config.gates[0]!)).toEqual({ ...defaultPolicy, closedHours })
})

test('what cannot be meant is one sentence that names its place', () => {
  const gate = good.gates[0]!
  const refusals = [
    refusal({ server: 'antt.example' }),
    refusal({ unit: 'Phong Hiệp' }),
    refusal({ gates: [] }),
    refusal({ gates: [gate, gate] }),
    refusal({ gates: [{ ...gate, closeAt: '25:00' }] }),
    refusal({ gates: [{ ...gate, closeAt: { T2: '22:00', T3: '08:00' } }] }),
    refusal({ gates: [{ ...gate, closeAt: {} }] }),
    refusal({ gates: [{ ...gate, closeAt: '22:00', openAt: '5h' }] }),
    refusal({ clock: false, gates: [{ ...gate, closeAt: '22:00' }] }),
    refusal({ gates: [{ ...gate, controller: { ...controller, dialect: 'modbus' } }] }),
    refusal({ gates: [{ ...gate, controller: { ...controller, broker: { url: 'http://x' } } }] }),
    refusal({ gates: [{ ...gate, policy: { emergency: 'ja' } }] }),
    refusal({ gates: [{ ...gate, camera: { url: 'rtsp://10.0.0.5', src: 'cong1' } }] }),
    refusal({ listen: '1985' }),
    refusal({ publicUrl: 'cong1.example.vn' }),
    refusal({ gates: [{ ...gate, power: { topic: 'ups', mains: 'ON', battery: 'ON' } }] }),
    refusal({ gates: [{ ...gate, power: { topic: 'ups', minutesTopic: 'ups' } }] }),
    refusal({ gates: [{ ...gate, power: { topic: 'ups/#' } }] }),
    refusal({ matKhau: 'x' })
  ]
  expect(refusals).toMatchInlineSnapshot(`
    [
      "Trong agent.json, mục “server” phải là địa chỉ https:// của máy chủ.",
      "Trong agent.json, mục “unit” phải là mã đơn vị, ví dụ xa-phong-hiep.",
      "Trong agent.json, mục “gates” phải là danh sách cổng, mỗi mã cổng một lần.",
      "Trong agent.json, mục “gates” phải là danh sách cổng, mỗi mã cổng một lần.",
      "Trong agent.json, mục “gates.0.closeAt” phải có dạng 22:00, hoặc từng thứ như {"T2": "22:00", "CN": "23:00"}, hai lần cách nhau ít nhất 13 giờ.",
      "Trong agent.json, mục “gates.0.closeAt” phải có dạng 22:00, hoặc từng thứ như {"T2": "22:00", "CN": "23:00"}, hai lần cách nhau ít nhất 13 giờ.",
      "Trong agent.json, mục “gates.0.closeAt” phải có dạng 22:00, hoặc từng thứ như {"T2": "22:00", "CN": "23:00"}, hai lần cách nhau ít nhất 13 giờ.",
      "Trong agent.json, mục “gates.0.openAt” phải có dạng 05:00.",
      "Trong agent.json, mục “clock” phải là true hoặc false, và là true khi có cổng tự đóng theo giờ (closeAt).",
      "Trong agent.json, mục “gates.0.controller.dialect” phải là một trong: home-assistant, esphome, tasmota, shelly, zigbee2mqtt, mqtt.",
      "Trong agent.json, mục “gates.0.controller.broker.url” phải có dạng mqtt://máy-chủ:1883 hoặc ws://máy-chủ:9001.",
      "Trong agent.json, mục “gates.0.policy.emergency” phải có giá trị đúng.",
      "Trong agent.json, mục “gates.0.camera.url” phải có dạng http://127.0.0.1:1984.",
      "Trong agent.json, mục “listen” phải có dạng 127.0.0.1:1985.",
      "Trong agent.json, mục “publicUrl” phải là địa chỉ https:// mà điện thoại tới được.",
      "Trong agent.json, mục “gates.0.power” phải có topic và hai từ mains, battery khác nhau; các topic khác nhau.",
      "Trong agent.json, mục “gates.0.power” phải có topic và hai từ mains, battery khác nhau; các topic khác nhau.",
      "Trong agent.json, mục “gates.0.power.topic” phải có giá trị đúng.",
      "Trong agent.json, không có mục “matKhau”.",
    ]
  `)
})

const mapped = (mapping: object, more: object = {}) => ({
  gates: [{ gate: 'cong-1b', controller: { broker: controller.broker, dialect: 'mqtt', mapping }, ...more }]
})
const press = { topic: 'g/set', payload: 'PRESS' }
const contacts = { closed: { topic: 'g/k', yes: 'ON', no: 'OFF' } }

test('a preset becomes a mapping of which the operator may write each field himself; null leaves one out', () => {
  const config = reading(
    JSON.stringify({
      ...good,
      ...mapped({
        preset: 'tasmota-relays',
        topic: 'cong01',
        stop: null,
        pulseSeconds: 0.8,
        contacts: { open: contacts.closed }
      })
    })
  )
  const { mapping } = config.gates[0]!.controller
  expect(mapping).toMatchObject({ open: { topic: 'cmnd/cong01/POWER1', off: 'OFF' }, pulseSeconds: 0.8 })
  expect(mapping!.stop).toBeUndefined()
  expect(mapping!.contacts).toMatchObject({
    closed: [{ topic: 'stat/cong01/RESULT' }, {}, {}],
    open: [{ topic: 'g/k', yes: ['ON'] }]
  })
})

test('a mapping that cannot be meant is one sentence that names its field', () => {
  const two = { open: press, close: { ...press, topic: 'g/close' }, contacts }
  const button = { button: press, contacts }
  const travel = { travelSeconds: 18 }
  expect(refusal(mapped(two))).toBe(null)
  expect(refusal(mapped(button, travel))).toBe(null)
  expect(refusal(mapped({ preset: 'zigbee-garage', topic: 'z/g' }, travel))).toBe(null)
  const refusals = [
    refusal({ gates: [{ gate: 'cong-1b', controller: { ...controller, dialect: 'mqtt' } }] }),
    refusal({ gates: [{ gate: 'cong-1b', controller: { ...controller, id: undefined } }] }),
    refusal(mapped({ button: press }, travel)),
    refusal(mapped(button)),
    refusal(mapped({ ...two, byTurns: true, contacts: {} }, travel)),
    refusal(mapped({ ...two, button: press }, travel)),
    refusal(mapped({ contacts })),
    refusal(mapped({ open: press, close: press })),
    refusal(mapped({ ...two, stop: 'release' })),
    refusal(mapped({ ...two, contacts: { closed: { ...contacts.closed, topic: 'g/set' } } })),
    refusal(mapped({ ...two, open: { ...press, topic: 'g/+' } })),
    refusal(mapped({ ...two, state: { topic: '#', words: { closed: 'x' } } })),
    refusal(mapped({ ...two, open: { ...press, payload: 'TOGGLE' } })),
    refusal(mapped({ ...two, state: { topic: 'g', words: { closed: '0', open: 0 } } })),
    refusal(mapped({ ...two, state: { topic: 'g', template: '{% if x %}', words: { closed: '0' } } })),
    refusal(mapped({ ...two, contacts: { closed: { ...contacts.closed, no: 'ON' } } })),
    refusal(mapped({ ...two, contacts: { closed: { ...contacts.closed, pointer: 'a' } } })),
    refusal(mapped({ ...two, pulseSeconds: 0 })),
    refusal(mapped({ ...two, mo: press })),
    refusal(mapped({ preset: 'khac', topic: 'g' })),
    refusal(mapped({ preset: 'ratgdo' })),
    refusal(mapped({ preset: 'ratgdo', topic: 'g/#' }))
  ]
  expect(refusals.map((said) => said?.replace('gates.0.controller.', ''))).toMatchInlineSnapshot(`
    [
      "Trong agent.json, mục “mapping” phải có khi và chỉ khi dialect là mqtt.",
      "Trong agent.json, mục “id” phải là tên cổng mà bộ điều khiển tự giới thiệu; chỉ dialect mqtt không cần.",
      "Trong agent.json, mục “mapping.contacts” phải có cảm biến đầu đóng (closed) khi chỉ có một nút (button, byTurns), và không trùng topic lệnh.",
      "Trong agent.json, mục “gates.0.travelSeconds” phải là số giây cổng chạy hết hành trình, từ 1 đến 600; bắt buộc khi chỉ có một nút (button, byTurns).",
      "Trong agent.json, mục “mapping.contacts” phải có cảm biến đầu đóng (closed) khi chỉ có một nút (button, byTurns), và không trùng topic lệnh.",
      "Trong agent.json, mục “mapping.button” phải đứng riêng, không cùng open, close, stop.",
      "Trong agent.json, mục “mapping.close” phải có, hoặc phải có open hay button.",
      "Trong agent.json, mục “mapping.state” phải có, hoặc phải có contacts hay availability, vì không nghe được gì của cổng.",
      "Trong agent.json, mục “mapping.stop” phải là một lệnh, hoặc "release" khi open và close đều có off.",
      "Trong agent.json, mục “mapping.contacts” phải có cảm biến đầu đóng (closed) khi chỉ có một nút (button, byTurns), và không trùng topic lệnh.",
      "Trong agent.json, mục “mapping.open.topic” phải là một topic MQTT không có + và #.",
      "Trong agent.json, mục “mapping.state.0.topic” phải là một topic MQTT không có + và #.",
      "Trong agent.json, mục “mapping.open.payload” phải là nội dung lệnh, không phải lệnh đảo trạng thái (toggle).",
      "Trong agent.json, mục “mapping.state.0.words” phải có ít nhất một từ, mỗi từ một nghĩa.",
      "Trong agent.json, mục “mapping.state.0.template” phải là mẫu đơn giản, ví dụ {{ value_json.door }}, và không cùng pointer.",
      "Trong agent.json, mục “mapping.contacts.closed.0.no” phải là từ khác với yes.",
      "Trong agent.json, mục “mapping.contacts.closed.0.pointer” phải là JSON pointer, ví dụ /Switch1/Action.",
      "Trong agent.json, mục “mapping.pulseSeconds” phải là số giây giữ rơ-le, từ 0.1 đến 600.",
      "Trong agent.json, không có mục “mapping.mo”.",
      "Trong agent.json, mục “mapping.preset” phải là một trong: tasmota-relays, tasmota-button, esphome-switches, esphome-buttons, openbeken-relays, ratgdo, opengarage, zigbee-garage.",
      "Trong agent.json, mục “mapping.topic” phải là một topic MQTT không có + và #.",
      "Trong agent.json, mục “mapping.topic” phải là một topic MQTT không có + và #.",
    ]
  `)
})

test('text messages are off unless a modem and the gate are named, and a siren has a topic or a sound', () => {
  const gate = { gate: 'cong-1b', controller }
  const plain = reading(JSON.stringify({ ...good, gates: [gate] }))
  expect([plain.sms, plain.gates[0]!.sms, plain.gates[0]!.alarm]).toEqual([undefined, undefined, undefined])
  const sms = { device: '/dev/ttyUSB2' }
  const alarm = { audio: 'coi.wav', topic: 'cong01/coi/set' }
  const config = reading(JSON.stringify({ ...good, sms, gates: [{ ...gate, sms: true, alarm }] }))
  expect(config.gates[0]!.alarm).toEqual({
    topic: 'cong01/coi/set',
    on: 'ON',
    off: 'OFF',
    player: 'aplay',
    seconds: 60,
    audio: join(folder, 'coi.wav')
  })
  const refusals = [
    refusal({ gates: [{ ...gate, sms: true }] }),
    refusal({ sms: { device: 'ttyUSB2; reboot' } }),
    refusal({ gates: [{ ...gate, alarm: {} }] }),
    refusal({ gates: [{ ...gate, alarm: { topic: 'a', on: 'OFF' } }] }),
    refusal({ gates: [{ ...gate, alarm: { ...alarm, player: '-x' } }] }),
    refusal({ gates: [{ ...gate, alarm: { ...alarm, seconds: 900 } }] })
  ]
  expect(refusals).toMatchInlineSnapshot(`
    [
      "Trong agent.json, mục “sms” phải có device của modem ở mục chung khi có cổng nhận tin nhắn SMS (gates.sms: true).",
      "Trong agent.json, mục “sms.device” phải là cổng nối tiếp của modem, ví dụ /dev/ttyUSB2.",
      "Trong agent.json, mục “gates.0.alarm” phải có topic hoặc audio, và hai từ on, off khác nhau.",
      "Trong agent.json, mục “gates.0.alarm” phải có topic hoặc audio, và hai từ on, off khác nhau.",
      "Trong agent.json, mục “gates.0.alarm.player” phải là tên chương trình phát tệp âm thanh, ví dụ aplay.",
      "Trong agent.json, mục “gates.0.alarm.seconds” phải là số giây còi kêu, từ 1 đến 300.",
    ]
  `)
})

test('a file that is not there, or no JSON', () => {
  expect(() => readAgentConfig(join(folder, 'khac.json'))).toThrow('Không đọc được tệp cấu hình')
  expect(() => reading('{')).toThrow('không phải JSON đúng')
})
