import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { unconfirmed } from '#lib/i18n/devices/unconfirmed-vi.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestAccount } from '../../stack.ts'
import { until } from '../../until.ts'
import { signInApproved } from '../approval.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { goInside, holdByKey, newPhone, openGate } from '../phone.ts'
import { build } from '../server.ts'

const keep = forTest()

test('what a stopped phone brings late is shown apart, and counts once the commander has confirmed it', async () => {
  const stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'hand' }]
  })
  const [keeper, colleague, chief] = [
    await stack.account('keeper'),
    await stack.account('keeper'),
    await stack.account('commander')
  ]
  const bring = async (who: TestAccount, book: 'directory' | 'gates', fact: object) =>
    expect(
      await (await who.post(`/${stack.database(book)}/_bulk_docs`, { docs: [fact] })).json()
    ).toMatchObject([{ ok: true }])
  const { id: device } = keeper.device
  const revocation = chief.device.fact(
    stack.unit,
    'directory',
    'directory.device-revoked',
    `device/${device}`,
    {
      device,
      reason: 'Mất máy',
      stands: []
    }
  )
  await bring(chief, 'directory', asDocument(revocation))
  await until(async () => (await stack.directories.of(stack.unit)).barrings.devices.has(device))
  const reason = 'Đóng cổng lúc đi tuần'
  const body = { what: 'closed', reason, who: 'Tư Khởi' }
  const late = keeper.device.note(stack.unit, { ms: Date.now() - 600_000, body })
  await bring(colleague, 'gates', asDocument(late))

  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, chief)
  const { page } = phone
  await openGate(phone, 'Cổng 1B')
  const apart = page.getByRole('heading', { name: unconfirmed.title(1) })
  await expect(apart).toBeVisible()
  await expect(page.getByText(reason)).toHaveCount(1)
  phone.signal.lose()
  await page.getByRole('link', { name: unconfirmed.look }).click()
  await expect(apart).toBeVisible()
  await expect(page.getByText(reason)).toBeVisible()
  await goInside(phone, '/phones')
  await expect(apart).toBeVisible()
  await page.getByRole('link', { name: unconfirmed.records(1) }).click()
  phone.signal.regain()
  const line = page.getByRole('checkbox', { name: unconfirmed.pick })
  await line.uncheck()
  await expect(page.getByRole('button', { name: unconfirmed.none })).toBeVisible()
  await line.check()
  const confirm = page.getByRole('button', { name: unconfirmed.confirm(1) })
  await holdByKey(confirm, () => expect(apart).toHaveCount(0))
  await expect(page.getByText(unconfirmed.confirmed(1))).toBeVisible()
  await goInside(phone, '/phones')
  await expect(page.getByRole('heading', { name: standing.shutOut })).toBeVisible()
  await expect(apart).toHaveCount(0)
  await goInside(phone, '/gates')
  await openGate(phone, 'Cổng 1B')
  await expect(page.getByText(reason)).toHaveCount(1)
  await expect(apart).toHaveCount(0)
})
