import type { Envelope } from '#lib/domain/fact.ts'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { demoSession } from '../../devices/session.ts'
import { asDocument } from '../../facts.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'
import { approved, goInside, openGate, type Phone } from '../phone.ts'
import { hearsOfAll, setOut, phoneOf as openPhone } from './peer-steps.ts'
import { isLooking, picturedCamera, Pointing, setAhead } from './pictured-camera.ts'

const keep = forTest()
const unit = 'xa-phong-hiep'
const names = { officer: 'Danh Hoàng Phúc', keeper: 'Tư Khởi' }

const phoneOf = (url: string, account: string) => openPhone(keep, url, account, picturedCamera)

const gatesNow = () => {
  const now = new Date()
  return `gates-${now.getUTCFullYear()}q${Math.floor(now.getUTCMonth() / 3) + 1}`
}
async function factsAt(url: string, book: string): Promise<Envelope[]> {
  const { db } = await demoSession(url, 'ph-truong')
  const answer = await db(`/antt-${unit}-${book}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as { rows: { id: string; doc: Envelope }[] }
  return rows.map(({ id, doc }) => ({ ...doc, id }))
}
const entriesAt = async (url: string, reason: string) =>
  (await factsAt(url, gatesNow())).filter(({ body }) => body?.['reason'] === reason)

async function newestDevice(url: string, account: string): Promise<string> {
  const enrolled = (await factsAt(url, 'directory')).filter(
    ({ type, by }) => type === 'directory.device-enrolled' && by === account
  )
  return enrolled.sort((a, b) => (a.id < b.id ? 1 : -1))[0]!.device
}

async function revoke(url: string, device: string, reason: string): Promise<void> {
  const commander = await demoSession(url, 'ph-truong')
  const body = { device, reason, stands: [] }
  const says = commander.device.fact(unit, 'directory', 'directory.device-revoked', `device/${device}`, body)
  await commander.post(`/antt-${unit}-directory/_bulk_docs`, { docs: [asDocument(says)] })
}

/** Presses links as an officer does. @returns how many */
async function open({ page }: Phone, act: string): Promise<number> {
  const chip = page.getByRole('link', { name: /^Đồng bộ: / }).filter({ visible: true })
  await chip.first().click()
  await page.getByRole('link', { name: t.title }).click()
  await page.getByRole('link', { name: act, exact: true }).click()
  return 3
}

test('two phones without a network pass a record by codes within six acts, and the carrier brings it to the server once', async ({
  demo
}) => {
  const giver = await phoneOf(demo.url, 'ph-truc')
  const taker = await phoneOf(demo.url, 'ph-cong1b')
  const note = unique('Đóng cổng, đưa bằng mã')
  await setOut(giver, taker, note)
  await giver.page.getByRole('link', { name: vi.nav.today, exact: true }).click()

  const acts = (await open(taker, t.take.open)) + (await open(giver, t.give.open))
  expect(acts).toBeLessThanOrEqual(6)
  await expect(taker.page.getByRole('img', { name: t.qr.take.card(names.keeper) })).toBeVisible()
  const number = await taker.page.locator('strong').filter({ visible: true }).first().textContent()
  const scanning = new Pointing(giver.page, taker.page)
  await expect(giver.page.getByText(t.qr.give.to(names.keeper))).toBeVisible()
  await scanning.end()
  await expect(giver.page.getByText(number!)).toBeVisible()
  await expect(giver.page.getByRole('img', { name: t.qr.give.code }).first()).toBeVisible()
  const reading = new Pointing(taker.page, giver.page)
  await expect(taker.page.getByText(t.take.done(names.officer))).toBeVisible()
  await reading.end()
  await expect(taker.page.getByText(t.take.added(1))).toBeVisible()

  await openGate(taker, 'Cổng 1B')
  const entry = taker.page.getByRole('listitem').filter({ hasText: note })
  await expect(entry).toContainText(vi.sync.carried)
  taker.signal.regain()
  await expect.poll(() => entriesAt(demo.url, note)).toMatchObject([{ by: 'ph-truc', via: 'ph-cong1b' }])
  giver.signal.regain()
  await approved(giver)
  expect(await entriesAt(demo.url, note)).toHaveLength(1)
})

test('an old card and that of a phone that is out of use get nothing, and a camera that may not look leads to the file', async ({
  demo
}) => {
  const giver = await phoneOf(demo.url, 'ph-truong')
  const taker = await phoneOf(demo.url, 'ph-cong1b')
  await hearsOfAll(giver)
  await goInside(taker, '/peers?do=take')
  await expect(taker.page.getByRole('img', { name: t.qr.take.card(names.keeper) })).toBeVisible()
  taker.signal.lose()
  const scanning = new Pointing(giver.page, taker.page)
  await setAhead(giver, 11 * 60_000)
  await goInside(giver, '/peers?do=give')
  await expect(giver.page.getByText(t.qr.cards['stale-card'])).toBeVisible()
  await setAhead(giver, 0)

  const reason = unique('Mất máy ở chợ')
  const device = await newestDevice(demo.url, 'ph-cong1b')
  await revoke(demo.url, device, reason)
  await goInside(giver, `/phones/${device}`)
  await expect(giver.page.getByText(reason)).toBeVisible()
  await goInside(giver, '/peers?do=give')
  await expect(giver.page.getByText(t.qr.cards['barred-taker'])).toBeVisible()
  await scanning.end()

  expect(await isLooking(taker)).toBe(true)
  await goInside(taker, '/peers')
  await expect.poll(() => isLooking(taker)).toBe(false)
  await taker.page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
  })
  await taker.page.getByRole('link', { name: t.take.open, exact: true }).click()
  await expect(taker.page.getByText(t.qr.cameras.denied)).toBeVisible()
  await taker.page.getByRole('link', { name: t.qr.take.file }).click()
  await expect(taker.page.getByText(t.take.fileText)).toBeVisible()
})
