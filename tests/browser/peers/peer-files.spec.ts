import { readFile } from 'node:fs/promises'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'
import { enterPin, goInside, openGate, writeEntry } from '../phone.ts'
import { fillTaking, giveFile, phoneOf } from './peer-steps.ts'

const keep = forTest()
const names = { officer: 'Danh Hoàng Phúc', keeper: 'Tư Khởi', commander: 'Lê Quốc Thắng' }

test('a file for somebody else, another file and no code say what is wrong, and nothing is kept', async ({
  demo
}) => {
  const giver = await phoneOf(keep, demo.url, 'ph-truc')
  const taker = await phoneOf(keep, demo.url, 'ph-cong1b')
  giver.signal.lose()
  taker.signal.lose()
  await openGate(giver, 'Cổng 1B')
  const note = unique('Cho chỉ huy')
  await writeEntry(giver, note)
  const { path, code } = await giveFile(giver, names.commander)
  expect(t.take.codeNote(0)).toContain(`${code.replaceAll(' ', '').length} `)
  // Whoever leaves the page comes back to the code: the file may be passed over already.
  for (const path of ['/peers', '/peers?do=give&by=file']) await goInside(giver, path)
  await giver.page.getByRole('button', { name: t.give.again(names.commander) }).click()
  await expect(giver.page.getByText(code, { exact: true })).toBeVisible()
  const { page } = taker
  await goInside(taker, '/peers?do=take&by=file')
  await page.getByRole('button', { name: t.take.submit, exact: true }).click()
  await expect(page.getByText(t.take.fileMissing)).toBeVisible()
  await expect(page.getByText(t.take.codeMissing)).toBeVisible()
  await fillTaking(taker, path, 'mã nào đây')
  await expect(page.getByText(t.refusals['no-code'])).toBeVisible()
  await fillTaking(taker, 'static/icons/icon-192.png', code)
  await expect(page.getByText(t.refusals['not-a-bundle'])).toBeVisible()
  await fillTaking(taker, path, code)
  await expect(page.getByText(t.refusals['other-receiver'])).toBeVisible()
  await openGate(taker, 'Cổng 1B')
  await expect(page.getByText(note)).toHaveCount(0)
})

test('a file from the share sheet waits behind the PIN, is sent nowhere, and is there once', async ({
  demo
}) => {
  const giver = await phoneOf(keep, demo.url, 'ph-truc')
  const taker = await phoneOf(keep, demo.url, 'ph-cong1b')
  giver.signal.lose()
  taker.signal.lose()
  await openGate(giver, 'Cổng 1B')
  await writeEntry(giver, unique('Gửi qua bảng chia sẻ'))
  const { path, code } = await giveFile(giver, names.keeper)
  const { page } = taker
  const bytes = [...(await readFile(path))]
  const led = await page.evaluate(async (bytes) => {
    const body = new FormData()
    body.append('file', new File([new Uint8Array(bytes)], 'sổ tay.sotay.txt', { type: 'text/plain' }))
    return (await fetch('/shared', { method: 'POST', body, redirect: 'manual' })).type
  }, bytes)
  expect(led).toBe('opaqueredirect')
  await page.goto(new URL('/peers?do=take&by=file', taker.signal.url).href)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(t.take.chosen('sổ tay.sotay.txt'))).toBeVisible()
  await page.getByLabel(t.take.code, { exact: true }).fill(code)
  await page.getByRole('button', { name: t.take.submit, exact: true }).click()
  await expect(page.getByText(t.take.added(1))).toBeVisible()
  await page.getByRole('button', { name: t.take.another }).click()
  await expect(page.getByText(t.take.file, { exact: true })).toBeVisible()
})
