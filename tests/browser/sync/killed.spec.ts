import { vi } from '#lib/i18n/vi.ts'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import { documentsIn, verifies } from './couch.ts'
import { openGate, openMore, unlock, writeEntry } from '../phone.ts'
import { phonesOf, phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

let server: Server
const phoneOf = phonesOfFile(() => server)
const newPhoneOf = phonesOf(() => server, forTest())

test.beforeAll(({ demo }) => void (server = demo))

test('three entries written without a signal survive a killed phone and reach another one', async () => {
  const a = await phoneOf('ph-cong1b')
  const b = await phoneOf('ph-truc')
  await openGate(b, 'Cổng 1B')
  await openGate(a, 'Cổng 1B')

  a.signal.lose()
  const reasons = [1, 2, 3].map((i) => unique(`Xe tải qua cổng lúc vắng ${i}`))
  for (const reason of reasons) await writeEntry(a, reason)
  await a.kill()
  await a.start()
  await unlock(a)
  await openMore(a, vi.nav.sync)
  for (const reason of reasons) await expect(a.page.getByText(reason)).toBeVisible()
  await expect(a.page.getByRole('heading', { name: vi.syncing.waitingTitle })).toBeVisible()

  a.signal.regain()
  await expect(a.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  for (const reason of reasons) await expect(b.page.getByText(reason)).toBeVisible()

  const database = databaseName('xa-phong-hiep', 'gates', quarterOf(Date.now()))
  const docs = await documentsIn(server, 'ph-truc', database)
  const directory = await documentsIn(server, 'ph-truc', databaseName('xa-phong-hiep', 'directory', ''))
  for (const reason of reasons) {
    const stored = docs.filter(({ body }) => body?.['reason'] === reason)
    expect(stored).toHaveLength(1)
    expect(await verifies(stored[0]!, directory)).toBe(true)
  }
})

test('two tabs of one phone number their facts without a gap', async () => {
  const phone = await newPhoneOf('ph-truong')
  const second = await phone.page.context().newPage()
  const other = { ...phone, page: second }
  await unlock(other)
  await openGate(phone, 'Cổng Kinh 3')
  await openGate(other, 'Cổng Kinh 3')
  const reasons = [0, 1, 2, 3, 4, 5].map((i) => unique(`Ghi từ hai thẻ ${i}`))
  for (let i = 0; i < reasons.length; i += 2)
    await Promise.all([writeEntry(phone, reasons[i]!), writeEntry(other, reasons[i + 1]!)])
  for (const reason of reasons) await expect(second.getByText(reason)).toBeVisible()
  const database = databaseName('xa-phong-hiep', 'gates', quarterOf(Date.now()))
  await expect
    .poll(async () => {
      const docs = await documentsIn(server, 'ph-truong', database)
      const mine = docs.filter(({ body }) => reasons.includes(String(body?.['reason'])))
      return mine.map(({ n }) => n).sort((x, y) => Number(x) - Number(y))
    })
    .toEqual([1, 2, 3, 4, 5, 6])
})
