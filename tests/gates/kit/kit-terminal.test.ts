import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { checkedAnswers } from '../../../gate-agent/kit/answers.ts'
import { askKit } from '../../../gate-agent/kit/kit-questions.ts'
import { installerTerminal } from '../../../gate-agent/kit/terminal.ts'

let at: string
beforeEach(() => void (at = mkdtempSync(join(tmpdir(), 'kit-'))))
afterEach(() => rmSync(at, { recursive: true }))

/** A terminal on which somebody types; returns what it showed. */
function typist(lines: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  Object.assign(input, { isTTY: true, setRawMode: () => input })
  let shown = ''
  let sent = 0
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
    // Types the next line when the question stands there.
    if (shown.endsWith(': ') && sent < lines.length) input.write(`${lines[sent++]}\r`)
  })
  return { terminal: installerTerminal(input as never, output as never), shown: () => shown }
}

const password = 'bi-mat-lam'
const camera = 'rtsp://xem:kin-dao@192.168.1.64/1'
const typed = [
  'antt.example.vn',
  'https://antt.example.vn',
  'xa-phong-hiep',
  'ph-may-cong1b',
  password,
  'cong01.example.vn',
  'cong-1b',
  '99',
  'tasmota-button',
  'cong01',
  '',
  'nhanh',
  '18,5',
  '22:00',
  camera,
  'có',
  'cong-2',
  '5',
  'zigbee2mqtt/cong02',
  '0xa4c1389f2c1b77d0',
  '',
  '',
  '',
  'không'
]

test('each question is asked until its answer fits; secrets are not shown while they are typed', async () => {
  const { terminal, shown } = typist(typed)
  const answers = await askKit(terminal, async () => ['192.168.1.64'])
  terminal.close()
  expect(checkedAnswers(answers, 'thử')).toMatchObject({
    server: 'https://antt.example.vn',
    password,
    gates: [
      { gate: 'cong-1b', kind: 'tasmota-button', travelSeconds: 18.5, closeAt: '22:00', camera },
      { gate: 'cong-2', kind: 'zigbee2mqtt', id: '0xa4c1389f2c1b77d0' }
    ]
  })
  expect(shown()).not.toContain(password)
  expect(shown()).not.toContain('kin-dao')
  expect(shown()).toContain('Câu trả lời phải là địa chỉ https:// của máy chủ;')
  expect(shown()).toContain('Câu này phải có trả lời.')
  expect(shown()).toContain('Thấy camera trong mạng: 192.168.1.64')
})

/** Runs the program with lines piped in. */
async function piped(lines: readonly string[]) {
  const folder = join(at, 'may')
  const child = spawn(process.execPath, ['scripts/agent.mjs', '--kit', folder], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  child.stdin.end(lines.join('\n'))
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return { folder, said, code: code as number }
}

test('the program writes the folder from lines that are piped in', async () => {
  const { folder, said, code } = await piped([...typed, ''])
  expect(code).toBe(0)
  expect(said).toContain(`Đọc ${folder}/LAM-TIEP.txt để làm tiếp.`)
  expect(readAgentConfig(join(folder, 'agent.json')).gates).toHaveLength(2)
})

test('where the answers end half-way, nothing is written', async () => {
  const { folder, said, code } = await piped(typed.slice(0, 9))
  expect([code, existsSync(folder)]).toEqual([1, false])
  expect(said).toContain('Đã dừng giữa chừng. Chưa ghi gì.')
})
