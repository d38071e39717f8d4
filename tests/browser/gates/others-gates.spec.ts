import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { care } from '#lib/i18n/gates/care-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { goInside } from '../phone.ts'
import { phonesOf } from '../phones.ts'
import type { Server } from '../server.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOf(() => server, forFile())

test('a keeper commands the gate that names him; at others he reads and writes in the log', async () => {
  const phone = await phoneOf('ph-cong1b')
  const { page } = phone
  const hold = page.getByRole('button', { name: live.hold })
  const open = page.getByRole('link', { name: live.open, exact: true })
  await goInside(phone, '/gate/cong-1b')
  await expect(hold).toBeVisible()
  await expect(open).toBeVisible()
  await goInside(phone, '/gate/cong-kinh-3')
  await expect(page.getByRole('heading', { name: 'Cổng Kinh 3', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: vi.log.write })).toBeVisible()
  await expect(hold).toBeHidden()
  await expect(open).toBeHidden()
  // The gates of his group close together with his own.
  await goInside(phone, '/alarm')
  await expect(page.getByRole('radio', { name: a.mine })).toBeChecked()
  await expect(page.getByText('Cổng 1B')).toBeVisible()
  await expect(page.getByText('Cổng Kinh 3')).toBeHidden()
  await page.getByRole('radio', { name: 'Tuyến Quản Lộ – Phụng Hiệp' }).check({ force: true })
  await expect(page.getByText('Cổng Kinh 3')).toBeVisible()
})

test('a hamlet’s team closes the gates of its hamlet and opens none', async () => {
  const phone = await phoneOf('ph-ap1b')
  const { page } = phone
  const hold = page.getByRole('button', { name: live.hold })
  await goInside(phone, '/gate/cong-1b')
  await expect(hold).toBeVisible()
  await expect(page.getByRole('link', { name: live.open, exact: true })).toBeHidden()
  await goInside(phone, '/gate/cong-kinh-3')
  await expect(page.getByRole('heading', { name: 'Cổng Kinh 3', exact: true })).toBeVisible()
  await expect(hold).toBeHidden()
})

test('a commander names keepers and a team: who is named has the gate a moment later', async () => {
  const [chief, keeper] = [await phoneOf('ph-truong'), await phoneOf('ph-khoa')]
  const hold = keeper.page.getByRole('button', { name: live.hold })
  await goInside(keeper, '/gate/cong-kinh-3')
  await expect(keeper.page.getByRole('heading', { name: 'Cổng Kinh 3', exact: true })).toBeVisible()
  await expect(hold).toBeHidden()
  await goInside(chief, '/gate/cong-kinh-3/edit')
  await chief.page.getByLabel('Hai Muội').check()
  await chief.page.getByLabel(care.hamlet).selectOption('Ấp 1B')
  await chief.page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(hold).toBeVisible()
  // Other tests find the gate as it was.
  await goInside(chief, '/gate/cong-kinh-3/edit')
  await chief.page.getByLabel('Hai Muội').uncheck()
  await chief.page.getByLabel(care.hamlet).selectOption('')
  await chief.page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(hold).toBeHidden()
})
