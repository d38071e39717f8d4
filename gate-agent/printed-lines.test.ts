import { closeSync, openSync, writeSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { alertKinds } from '#lib/domain/gates/contract/alert.ts'
import { alertLine } from './alert-line.ts'
import { troubleLine } from './trouble-line.ts'

test('every alert is a sentence after the gate, with the minutes where they are known', () => {
  for (const alert of alertKinds) {
    expect(alertLine('cong-1b', alert)).toMatch(/^cong-1b: .*[à-ỹđ].*\.$/)
    expect(alertLine('cong-1b', alert)).not.toContain(alert)
    expect(alertLine('cong-1b', alert)).not.toContain('undefined')
  }
  expect(alertLine('cong-1b', 'left-open', 12)).toBe('cong-1b: đã mở 12 phút, chưa đóng.')
})

test('what the system refuses is said in words, with its code and place', async () => {
  const full = openSync('/dev/full', 'w')
  expect(refusalOf(() => writeSync(full, 'x'))).toBe('Lỗi: hết chỗ trên đĩa (ENOSPC).')
  closeSync(full)
  expect(refusalOf(() => openSync('/khong-co', 'r'))).toBe(
    'Lỗi: /khong-co: không có tệp hoặc thiết bị này (ENOENT).'
  )
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const [problem] = (await once(createServer().listen(port, '127.0.0.1'), 'error').catch(
    (thrown: unknown) => [thrown]
  )) as [unknown]
  expect(troubleLine(problem)).toBe(
    `Lỗi: 127.0.0.1:${port}: cổng mạng này đã có chương trình khác dùng (EADDRINUSE).`
  )
  server.close()
})

test('what the agent itself says stays as it is', () => {
  expect(troubleLine(new Error('modem SMS không còn ở đó.'))).toBe('Lỗi: modem SMS không còn ở đó.')
  expect(troubleLine('x')).toBe('Lỗi: x')
})

function refusalOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (problem) {
    return troubleLine(problem)
  }
}
