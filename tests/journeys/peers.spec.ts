import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../browser/fixtures.ts'
import { report } from '../browser/incidents/incident-steps.ts'
import { unique } from '../browser/mark.ts'
import { approved, goInside, openGate, writeEntry } from '../browser/phone.ts'
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
