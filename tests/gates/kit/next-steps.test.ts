import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { checkedAnswers } from '../../../gate-agent/kit/answers.ts'
import { writeKit } from '../../../gate-agent/kit/write-kit.ts'
import { siteAnswers } from './site.ts'

const machine = { program: process.cwd(), node: process.execPath }
let at: string
let folder: string
beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), 'kit-'))
  folder = join(at, 'may')
})
afterEach(() => rmSync(at, { recursive: true }))

const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const written = (changes: object = {}) =>
  writeKit(folder, checkedAnswers({ ...siteAnswers(folder), ...changes }, 'thử'), machine)

test('what is next is said in order, with the password of each controller', () => {
  written()
  const steps = text('LAM-TIEP.txt')
  expect(steps.match(/^\d\. .*$/gm)).toHaveLength(6)
  for (const gate of ['cong-1b', 'cong-2', 'cong-3'])
    expect(steps).toMatch(new RegExp(`${gate}: cổng mạng 1883, tên bdk-${gate}, mật khẩu [\\w-]{24},`))
  // The machine's own password stands in its configuration alone.
  expect(steps).not.toContain(
    readAgentConfig(join(folder, 'agent.json')).gates[0]!.controller.broker.password
  )
})

test('what is next names the machine at each gate, and accepts what announces itself', () => {
  const announcing = { gate: 'cong-4', kind: 'zigbee2mqtt', topic: 'zigbee2mqtt/cong04', id: '0x1' }
  written({ gates: [...siteAnswers(folder).gates, announcing] })
  const steps = text('LAM-TIEP.txt')
  expect(steps).toContain('cho từng cổng (cong-1b, cong-2, cong-3, cong-4)')
  expect(steps).toContain('Máy tại cổng này → th-may-cong')
  expect([...steps.matchAll(/--accept (\S+) (\S+)/g)].map(([, , gate]) => gate)).toEqual(['cong-4'])
  expect(steps).toContain('base_topic zigbee2mqtt, tên thiết bị cong04')
  expect(steps.indexOf('--qr')).toBeLessThan(steps.indexOf('Máy tại cổng này'))
  expect(steps.indexOf('Máy tại cổng này')).toBeLessThan(steps.indexOf('Nghiệm thu từng cổng'))
})
