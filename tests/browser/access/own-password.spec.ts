import { sessions } from '#lib/i18n/devices/sessions-vi.ts'
import { password as t } from '#lib/i18n/settings/password-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestStack } from '../../stack.ts'
import { draftsOf } from '../forms/drafts.ts'
import { allSent, phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, newPhone, openMore, type Phone } from '../phone.ts'
import { filesWith } from '../profile-search.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

const chosen = 'ba con gà trống nhỏ'
const field = ({ page }: Phone, label: string) => page.getByLabel(label, { exact: true })
async function change(phone: Phone, present: string, wanted: string, again = wanted) {
  await field(phone, t.present).fill(present)
  await field(phone, t.wanted).fill(wanted)
  await field(phone, t.again).fill(again)
  await phone.page.getByRole('button', { name: t.submit, exact: true }).click()
}

test('a keeper changes the own password: this phone goes on, the other one is signed out, and nothing of it lies on a disk', async () => {
  const { phone, account } = await phoneOf(stack, 'keeper')
  keep(phone)
  const other = keep((await phoneOf(stack, 'keeper', undefined, account)).phone)
  const { page } = phone
  await openMore(phone, vi.nav.settings)
  await page.getByRole('link', { name: t.title }).click()
  await change(phone, account.password, 'ngắn quá')
  await expect(page.getByText(t.weak.short(12))).toBeVisible()
  await change(phone, account.password, chosen, `${chosen}.`)
  await expect(page.getByText(t.differs)).toBeVisible()
  phone.signal.lose()
  await change(phone, account.password, chosen)
  await expect(page.getByText(t.problems.unreachable)).toBeVisible()
  phone.signal.regain()
  await change(phone, 'không phải mật khẩu này', chosen)
  await expect(page.getByText(t.problems['wrong-password'])).toBeVisible()
  await expect(field(phone, t.wanted)).toHaveValue(chosen)

  await change(phone, account.password, chosen)
  await expect(page.getByText(t.done)).toBeVisible()
  for (const label of [t.present, t.wanted, t.again]) await expect(field(phone, label)).toHaveValue('')
  expect(await draftsOf(page)).toEqual([])
  const signedOut = other.page.getByRole('link', { name: vi.syncing.chip(vi.syncing.signedOut) })
  await expect(signedOut.filter({ visible: true }).first()).toBeVisible()
  await goInside(other, '/')
  await expect(other.page.getByText(sessions.here.endedByOwner('').split(':')[0]!)).toBeVisible()
  await goInside(phone, '/')
  await allSent(page)

  const third = keep(await newPhone(stack.url))
  await third.page.goto(third.signal.url)
  await third.page.getByLabel(vi.signIn.account, { exact: true }).fill(account.name)
  for (const password of [account.password, chosen]) {
    await third.page.getByLabel(vi.signIn.password, { exact: true }).fill(password)
    await third.page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
    const next =
      password === chosen
        ? third.page.getByRole('heading', { name: vi.pin.choose })
        : third.page.getByText(vi.signIn.problems['wrong-password'])
    await expect(next).toBeVisible()
  }
  await phone.kill()
  expect(await filesWith(phone.profile, chosen)).toEqual([])
  expect(await filesWith(phone.profile, account.password)).toEqual([])
})
