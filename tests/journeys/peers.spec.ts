import { readFile } from 'node:fs/promises'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../browser/fixtures.ts'
import { report } from '../browser/incidents/incident-steps.ts'
import { unique } from '../browser/mark.ts'
import { approved, enterPin, goInside, openGate, writeEntry } from '../browser/phone.ts'
import { factsAt, fillTaking, gatesNow, giveFile, phoneOf } from '../browser/peers/peer-steps.ts'

const keep = forTest()
const names = { officer: 'Danh Hoàng Phúc', keeper: 'Tư Khởi', commander: 'Lê Quốc Thắng' }

test('two phones that reach no server pass records by a file; the carrier brings them to the server once, and their author’s phone doubles nothing', async ({
  demo
}) => {
  const giver = await phoneOf(keep, demo.url, 'ph-truc')
  const taker = await phoneOf(keep, demo.url, 'ph-cong1b')
  giver.signal.lose()
  taker.signal.lose()
  const [note, incident] = [unique('Đóng cổng lúc mất sóng'), unique('Mất xe lúc mất sóng')]
  await openGate(giver, 'Cổng 1B')
  await writeEntry(giver, note)
  const today = giver.page.getByRole('link', { name: vi.nav.today, exact: true })
  await today.click()
  await report(giver, incident)
  await today.click()
  const { path, code } = await giveFile(giver, names.keeper)
  // The gate's log is his to read, incidents are not.
  await expect(giver.page.getByText(`${t.give.records(1)} · ${t.give.sealed(1)}`)).toBeVisible()

  const { page } = taker
  await fillTaking(taker, path, '00000 11111 22222 33333 44444')
  await expect(page.getByText(t.refusals['wrong-code'])).toBeVisible()
  await page.getByLabel(t.take.code, { exact: true }).fill(code.replaceAll(' ', ''))
  await expect(page.getByText(t.refusals['wrong-code'])).toHaveCount(0)
  await page.getByRole('button', { name: t.take.submit, exact: true }).click()
  await expect(page.getByText(t.take.done(names.officer))).toBeVisible()
  await expect(page.getByText(t.take.added(1))).toBeVisible()
  await expect(page.getByText(t.take.boxes(1))).toBeVisible()
  await page.getByRole('button', { name: t.take.another }).click()
  await fillTaking(taker, path, code)
  await expect(page.getByText(t.take.known(1))).toBeVisible()
  for (const path of ['/peers', '/sync']) {
    await goInside(taker, path)
    await expect(page.getByText(t.carried(1))).toBeVisible()
    await expect(page.getByText(t.boxes(1))).toBeVisible()
  }
  await openGate(taker, 'Cổng 1B')
  const entry = page.getByRole('listitem').filter({ hasText: note })
  await expect(entry).toContainText(vi.sync.carried)
  await expect(page.getByText(incident)).toHaveCount(0)

  taker.signal.regain()
  const notes = async () =>
    (await factsAt(demo.url, gatesNow())).filter(({ body }) => body?.['reason'] === note)
  const incidents = async () =>
    (await factsAt(demo.url, 'incidents')).filter(({ body }) => body?.['text'] === incident)
  await expect.poll(notes).toMatchObject([{ by: 'ph-truc', via: 'ph-cong1b' }])
  await expect.poll(incidents).toMatchObject([{ by: 'ph-truc', via: 'ph-cong1b' }])
  giver.signal.regain()
  await approved(giver)
  expect(await notes()).toHaveLength(1)
  expect(await incidents()).toHaveLength(1)
})

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
    return (await fetch('/peers/shared', { method: 'POST', body, redirect: 'manual' })).type
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
