import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import decodeQR from 'qr/decode.js'
import { afterAll, expect, test } from 'vitest'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { qrMain } from '../../../gate-agent/kit/kit-command.ts'
import { pairingLines, pairingLink } from '../../../gate-agent/kit/pairing-code.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { keptKey } from '../../../gate-agent/shell/agent-key.ts'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { startTestStack } from '../../stack.ts'
import { until } from '../../until.ts'

const folder = mkdtempSync(join(tmpdir(), 'pairing-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Draws lines as a screen does, four points a module, for a reader of QR codes. */
function picture(lines: readonly string[]) {
  const rows = lines.flatMap((line) => {
    const halves = (lit: string) => [...line].map((sign) => lit.includes(sign))
    return [halves('█▀'), halves('█▄')]
  })
  const scale = 4
  const [height, width] = [rows.length * scale, rows[0]!.length * scale]
  const data = new Uint8Array(height * width * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.fill(
        rows[Math.floor(y / scale)]![Math.floor(x / scale)] ? 255 : 0,
        (y * width + x) * 4,
        (y * width + x + 1) * 4
      )
  return { width, height, data }
}

const drawn = (lines: readonly string[]) => lines.filter((line) => /^[█▀▄ ]{20,}$/.test(line))

function configured(server: string, more: object = {}) {
  const path = join(folder, 'agent.json')
  const controller = { broker: { url: 'mqtt://127.0.0.1:1' }, dialect: 'home-assistant', id: 'cong01/cua' }
  const gates = [{ gate: 'cong-1b', controller }]
  const settings = { server, account: 'may-cong', unit: 'xa-thu', dataDir: 'du-lieu', gates, ...more }
  writeFileSync(path, JSON.stringify(settings))
  return path
}
const key = () => keptKey(join(folder, 'du-lieu/agent-key.json'))

test('a phone reads from the screen the page of this machine, with the fingerprint of its key', async () => {
  const lines: string[] = []
  const output = { write: (line: string) => lines.push(line.trimEnd()), isTTY: false } as never
  expect(await qrMain(configured('https://antt.example.vn'), { output })).toBe(0)
  const link = `https://antt.example.vn/phones/${key().id}#${thumbprint(key().publicKey)}`
  expect(decodeQR(picture(drawn(lines)))).toBe(link)
  expect(lines).toContain(link)
})

test('on a terminal it is light on dark, whatever its colours', () => {
  const lines = pairingLines('https://antt.example.vn', key(), true)
  const painted = lines.filter((line) => line.startsWith('\u001B[97;40m'))
  expect(painted.length).toBeGreaterThan(15)
  const plain = painted.map((line) => line.replaceAll(/\u001B\[[\d;]+m/g, ''))
  expect(decodeQR(picture(plain))).toBe(pairingLink('https://antt.example.vn', key()))
})

test('a configuration that is not there is one sentence', async () => {
  const lines: string[] = []
  const output = { write: (line: string) => lines.push(line), isTTY: false } as never
  expect(await qrMain(join(folder, 'khong-co.json'), { output })).toBe(1)
  expect(lines).toEqual([expect.stringContaining('Không đọc được tệp cấu hình')])
})

test('an agent that waits for its approval shows its code', async () => {
  const stack = await startTestStack()
  const own = await stack.account('agent')
  const access = { account: own.name, password: own.password, unit: stack.unit, dataDir: 'cho-duyet' }
  const said: string[] = []
  const agent = runAgent(readAgentConfig(configured(stack.url, access)), (line) => said.push(line))
  await until(() => drawn(said).length > 15)
  const { id, publicKey } = keptKey(join(folder, 'cho-duyet/agent-key.json'))
  expect(decodeQR(picture(drawn(said)))).toBe(`${stack.url}/phones/${id}#${thumbprint(publicKey)}`)
  await agent.stop()
  await stack.stop()
})
