import { loss } from '#lib/i18n/devices/loss/loss-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { sharing } from '#lib/i18n/sharing/sharing-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import type { TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, holdByKey, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

let stack: TestStack
let chief: Phone
const keep = forFile(async (keep) => {
  stack = keep(await stackWithGate())
  chief = keep((await phoneOf(stack, 'commander')).phone)
})

test('a lost phone is stopped in one hold, and the page tells what was on it, with notices that say whether it is stopped', async () => {
  const { page } = chief
  const { name: account, device } = await stack.account('officer')
  const owner = `Người ${account}`
  await goInside(chief, `/phones/${device.id}`)
  await page.getByRole('link', { name: loss.rowNote }).click()
  await expect(page.getByText(owner).first()).toBeVisible()
  chief.signal.lose()
  await page.getByLabel(loss.where).fill('ở chợ Phó Sinh')
  const notice = page.getByText('Kính gửi')
  await holdByKey(page.getByRole('button', { name: loss.hold }), () => expect(notice).toBeVisible())
  await expect(notice).toContainText('CHƯA tới máy chủ')
  await expect(notice).toContainText('ở chợ Phó Sinh')
  await expect(page.getByText(standing.waits.revoked(owner))).toBeVisible()

  chief.signal.regain()
  await expect(notice).toContainText('ngừng dùng máy; máy không gửi')
  await expect(
    page.getByText(loss.clock({ gone: 0, left: 72 }, { hours: 72, verified: false }))
  ).toBeVisible()
  const content = page.getByRole('listitem').filter({ hasText: owner }).first()
  await expect(content).toContainText('Hụi')
  await expect(content).not.toContainText('Sổ kín')
  const facts = await factsIn(stack.couch.nano, stack.database('directory'))
  expect(facts.filter(({ type }) => type === 'directory.device-revoked')).toMatchObject([
    { body: { device: device.id, reason: 'Mất máy: ở chợ Phó Sinh' } }
  ])

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: sharing.copy }).last().click()
  await expect(page.getByText(sharing.copied)).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('ông/bà')
  expect(copied).not.toContain(owner)

  await page.getByRole('link', { name: loss.paperRow }).click()
  const paper = page.getByRole('region', { name: loss.paper.heading })
  await expect(paper).toContainText(owner)
  await expect(paper).toContainText(/In từ Sổ tay ANTT, .* người in: /)
})

test('nobody but a commander sees what was on a phone', async () => {
  const { device } = await stack.account('officer')
  const officer = keep((await phoneOf(stack, 'officer')).phone)
  for (const path of [`/phones/${device.id}/lost`, `/phones/${device.id}/lost/paper`]) {
    await goInside(officer, path)
    await expect(officer.page.getByText(vi.notYours)).toBeVisible()
    await expect(officer.page.getByText(loss.finder)).toHaveCount(0)
    await expect(officer.page.getByRole('button', { name: loss.hold })).toHaveCount(0)
  }
})
