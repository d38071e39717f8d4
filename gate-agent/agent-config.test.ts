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
      "Trong agent.json, mục “gates.0.closeAt” phải có dạng 22:00.",
      "Trong agent.json, mục “clock” phải là true hoặc false, và là true khi có cổng tự đóng theo giờ (closeAt).",
      "Trong agent.json, mục “gates.0.controller.dialect” phải là một trong: home-assistant, esphome, tasmota, shelly, zigbee2mqtt.",
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

test('a file that is not there, or no JSON', () => {
  expect(() => readAgentConfig(join(folder, 'khac.json'))).toThrow('Không đọc được tệp cấu hình')
  expect(() => reading('{')).toThrow('không phải JSON đúng')
})
