import type { Page } from '@playwright/test'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { sessions } from '#lib/i18n/devices/sessions-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, holdByKey, newPhone, signIn, type Phone } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
let chief: Phone
let chiefAccount: TestAccount
let page: Page
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  const { phone, account } = await phoneOf(stack, 'commander')
  chief = keep(phone)
  chiefAccount = account
  page = chief.page
})
const keep = forTest()

const told = (words: string) => page.getByRole('status').filter({ hasText: words })

async function stop(path: string, hold: string): Promise<void> {
  // Going there once more would build the form anew, perhaps after it was filled.
  if (!page.url().endsWith(path)) await goInside(chief, path)
  await page.getByLabel(standing.reason).fill('Mất máy')
  await holdByKey(page.getByRole('button', { name: hold }), () => expect(page).toHaveURL(/\/phones$/))
}

test('what a commander does without a network says that it does not hold yet, and turns to done once it is sent', async () => {
  const { name: account, device } = await stack.account('officer')
  const name = `Người ${account}`
  await goInside(chief, `/phones/${device.id}`)
  await expect(page.getByLabel(standing.reason)).toBeVisible()
  // The account's name may come after its phone.
  await expect(page.getByText(name).first()).toBeVisible()
  chief.signal.lose()
  await stop(`/phones/${device.id}`, standing.phone.hold)
  await expect(told(standing.waits.revoked(name))).toContainText(vi.saved.here)
  await expect(told(standing.done.revoked(name))).toHaveCount(0)
  chief.signal.regain()
  await expect(told(standing.done.revoked(name))).toContainText(vi.sync.sent)
  await expect(told(standing.waits.revoked(name))).toHaveCount(0)

  chief.signal.lose()
  await stop(`/phones/account/${account}`, standing.account.hold)
  await expect(told(standing.waits.suspended(name))).toBeVisible()
  // So does the page that tells who stopped it and when, whenever it is opened.
  await goInside(chief, `/phones/account/${account}`)
  await expect(told(standing.because('Mất máy'))).toBeVisible()
  await expect(told(standing.waits.suspended(name))).toBeVisible()
  chief.signal.regain()
  await expect(told(standing.waits.suspended(name))).toHaveCount(0)
  await expect(told(standing.because('Mất máy'))).toBeVisible()
})

test('a phone that waits is approved on its own page, but not while its account is suspended', async () => {
  const { name: account, password } = await stack.account('officer')
  const name = `Người ${account}`
  const officer = keep(await newPhone(stack.url))
  await signIn(officer, account, password)
  await goInside(chief, '/')
  const task = page.getByRole('link', { name: standing.waitingOf(name) })
  await task.click()
  const row = page.getByRole('listitem').filter({ hasText: name }).filter({ hasNotText: 'Máy thử' })
  await row.getByRole('link', { name: sessions.look }).click()
  await expect(page.getByRole('heading', { name: standing.phone.waiting })).toBeVisible()
  const device = new URL(page.url()).pathname.split('/').at(-1)!
  const approve = page.getByRole('button', { name: standing.approve(deviceCode(device)) })
  await expect(approve).toBeVisible()

  const suspension = await order('directory.account-suspended', { reason: 'Nghỉ việc', stands: [] })
  await expect(page.getByRole('heading', { name: standing.phone.suspended })).toBeVisible()
  await expect(approve).toHaveCount(0)
  await goInside(chief, '/')
  await expect(task).toHaveCount(0)
  await goInside(chief, '/phones')
  await expect(page.getByText(standing.noneWaiting)).toBeVisible()
  await expect(approve).toHaveCount(0)
  await page.getByText(standing.shutOut, { exact: true }).locator('xpath=following::summary[1]').click()
  await row.filter({ hasText: standing.account.out }).getByRole('link').click()
  await expect(page.getByRole('heading', { name: standing.phone.suspended })).toBeVisible()

  await order('directory.account-restored', { suspension })
  await holdByKey(approve, () => expect(told(standing.done.approved(name))).toContainText(vi.sync.sent))
  await expect(approve).toHaveCount(0)
  await expect(page.getByRole('heading', { name: standing.phone.title })).toBeVisible()

  async function order(type: string, body: object): Promise<string> {
    const fact = chiefAccount.device.fact(stack.unit, 'directory', type, `account/${account}`, {
      account,
      ...body
    })
    const { id: _id, ...rest } = fact
    const path = `/${stack.database('directory')}/_bulk_docs`
    const answer = await chiefAccount.post(path, { docs: [{ _id, ...rest }] })
    expect(await answer.json()).toMatchObject([{ ok: true }])
    return fact.id
  }
})
