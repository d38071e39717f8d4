import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLocalName } from '../../../gate-agent/self-test/brokers.ts'
import { checkClock } from '../../../gate-agent/self-test/clock.ts'
import { checkController } from '../../../gate-agent/self-test/controller.ts'
import { checkDisk } from '../../../gate-agent/self-test/disk.ts'
import { selfTestMain } from '../../../gate-agent/self-test/self-test.ts'
import { GateStand } from '../gate-stand.ts'
import { makes } from '../makes.ts'

let stand: GateStand
let server: Server
/** How far the server's clock is ahead of this machine's, ms; null: it gives no answer but errors. */
let ahead: number | null = 0
beforeAll(async () => {
  stand = await GateStand.start({ camera: true, position: 0 })
  server = createServer((_, outgoing) => {
    const date = new Date(Date.now() + (ahead ?? 0)).toUTCString()
    outgoing.writeHead(ahead === null ? 503 : 200, { date }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.close()
  await stand.stop()
})

const serverUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const gate = (more: object = {}) => ({
  gate: 'cong-1b',
  controller: {
    broker: { url: stand.localUrl },
    dialect: 'home-assistant' as const,
    id: makes[0]!.id,
    ...more
  }
})

async function tested(changes: object = {}, gates: object[] = [gate()]) {
  const path = join(stand.folder, 'agent.json')
  const settings = {
    server: serverUrl(),
    account: 'may-cong',
    unit: 'xa-thu',
    dataDir: 'du-lieu',
    gates,
    ...changes
  }
  writeFileSync(path, JSON.stringify(settings))
  const lines: string[] = []
  const code = await selfTestMain(path, (line) => lines.push(line))
  return { code, lines }
}

test('where all is well, each thing is named, and nothing moves', async () => {
  const { url, src } = { url: stand.camera!.url, src: 'cong1' }
  const { code, lines } = await tested({ local: { url: stand.localUrl } }, [
    { ...gate(), camera: { url, src } }
  ])
  expect(lines.map((line) => line[0])).toEqual(lines.map((_, i) => (i < lines.length - 1 ? '✔' : 'K')))
  expect(lines).toContain('✔ Đồng hồ khớp với máy chủ.')
  expect(lines).toContain('✔ cong-1b: bộ điều khiển báo cổng đã đóng.')
  expect(lines).toContain('✔ cong-1b: camera “cong1” cho hình.')
  expect(lines.at(-1)).toBe('Không thấy gì sai.')
  expect(code).toBe(0)
  expect(stand.gate.ordered).toEqual([])
}, 30_000)

test('what is wrong is told in words, and the others are tested all the same', async () => {
  ahead = -90_000
  const nobody = { broker: { url: 'mqtt://127.0.0.1:1' } }
  const dark = { url: 'http://127.0.0.1:1', src: 'cong2' }
  const { code, lines } = await tested({}, [
    { ...gate(nobody), camera: dark },
    { ...gate(), gate: 'cong-2' }
  ])
  ahead = 0
  expect(code).toBe(1)
  expect(lines.filter((line) => line.startsWith('✘'))).toEqual([
    '✘ Đồng hồ máy này nhanh 90 giây: bật đồng bộ giờ bằng lệnh “timedatectl set-ntp true”.',
    expect.stringContaining('cong-1b: broker tại cổng mqtt://127.0.0.1:1 không kết nối được'),
    expect.stringContaining('cong-1b: camera “cong2” không cho hình')
  ])
  expect(lines.at(-2)).toBe('✔ cong-2: bộ điều khiển báo cổng đã đóng.')
  expect(lines.at(-1)).toBe('Có 3 điều cần sửa.')
}, 60_000)

test('what phones and the camera would meet is tried too', async () => {
  const { url } = stand.camera!
  const { lines } = await tested({ local: { url: stand.localUrl, phones: 'wss://127.0.0.1:1' } }, [
    { ...gate(), camera: { url, src: 'cong1', rtsp: 'rtsp://xem:kin-dao@127.0.0.1:1/luong' } }
  ])
  expect(lines.filter((line) => line.startsWith('✘'))).toEqual([
    expect.stringContaining('Không có chứng chỉ nào ở wss://127.0.0.1:1'),
    expect.stringContaining('cong-1b: không có camera ở 127.0.0.1:1')
  ])
  expect(lines.join()).not.toContain('kin-dao')
}, 30_000)

test('a configuration that cannot be meant is one sentence', async () => {
  const { code, lines } = await tested({ unit: 'Xã' })
  expect([code, lines.length]).toEqual([1, 1])
  expect(lines[0]).toContain('mục “unit”')
})

describe('a controller', () => {
  test('that nobody hears', async () => {
    const found = await checkController(gate({ id: 'cong99/cua' }), 500)
    expect(found).toMatchObject({ state: 'bad' })
    expect(found.says).toContain('không nghe thấy bộ điều khiển “cong99/cua”')
  })

  test('that is without power', async () => {
    await stand.gate.cutPower()
    const found = await checkController(gate(), 500)
    await stand.gate.restorePower()
    expect(found).toEqual({ state: 'bad', says: 'cong-1b: bộ điều khiển “cong01/cua” đang mất kết nối.' })
  })
})

describe('a clock', () => {
  const says = async (by: number, hasClock = true) => {
    ahead = by
    const found = await checkClock(serverUrl(), hasClock)
    ahead = 0
    return found.map(({ state, says }) => [state, says])
  }

  test('that is behind, and one on which nobody relies', async () => {
    // The header has no fractions, and an answer may take its time: one second more or less.
    expect((await says(3_600_000))[1]).toEqual(['bad', expect.stringMatching(/chậm 3(599|600|601) giây/)])
    expect((await says(3_600_000, false))[1]![0]).toBe('unsure')
    expect((await says(1_500))[1]![0]).toBe('good')
  })

  test('whose server is ill, or gone', async () => {
    ahead = null
    const ill = await checkClock(serverUrl(), true)
    ahead = 0
    expect(ill[0]).toMatchObject({ state: 'bad', says: expect.stringContaining('trả lời lỗi 503') as string })
    const gone = await checkClock('http://127.0.0.1:1', true)
    expect(gone.map(({ state }) => state)).toEqual(['bad', 'unsure'])
  })
})

describe('a disk', () => {
  const fileSystem = (type: number, free: number) => () => ({ type, bavail: free, bsize: 1 }) as never
  const ext4 = 0xef53

  test('in memory, full, or not there', () => {
    expect(checkDisk(stand.folder, fileSystem(0x01021994, 1e9)).says).toContain('nằm trong bộ nhớ')
    expect(checkDisk(stand.folder, fileSystem(ext4, 3e6)).says).toContain('chỉ còn 3 MB')
    writeFileSync(join(stand.folder, 'tep'), '')
    expect(checkDisk(join(stand.folder, 'tep', 'du-lieu')).says).toContain('Không ghi được')
    expect(checkDisk(stand.folder, fileSystem(ext4, 1e9)).state).not.toBe('bad')
  })
})

describe('the name for phones at the gate', () => {
  const leadsTo = (address: string) =>
    checkLocalName('wss://cong01.example.vn:8883', (async () => ({ address })) as never)

  test('leads to the network of the gate, or not', async () => {
    expect((await leadsTo('192.168.1.9')).state).toBe('good')
    expect((await leadsTo('172.20.0.1')).state).toBe('good')
    expect((await leadsTo('172.32.0.1')).state).toBe('bad')
    expect((await leadsTo('203.0.113.5')).says).toContain('dẫn ra ngoài (203.0.113.5)')
    expect((await checkLocalName('wss://10.0.0.2:8883')).state).toBe('good')
    const nowhere = (async () => Promise.reject(new Error('ENOTFOUND'))) as never
    expect((await checkLocalName('wss://cong01.example.vn', nowhere)).says).toContain('không dẫn tới đâu')
  })
})
