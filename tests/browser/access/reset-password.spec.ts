import type { Locator } from '@playwright/test'
import { passwordReset as t } from '#lib/i18n/passwords/reset-vi.ts'
import { firstPassword } from '#lib/i18n/passwords/first-vi.ts'
import { password as own } from '#lib/i18n/settings/password-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { asDocument } from '../../facts.ts'
import type { TestStack } from '../../stack.ts'
import { draftsOf } from '../forms/drafts.ts'
import { phoneOf, press, stackWithGate } from '../gates/gate-stage.ts'
import { approved, enterPin, goInside, newPhone, openMore } from '../phone.ts'
import { filesWith } from '../profile-search.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

const chosen = 'ba con gà trống nhỏ'

test('a commander resets a keeper’s password: it rings there, is replaced at the first sign-in, and another commander approves the phone', async () => {
  const { phone: desk, account: chief } = await phoneOf(stack, 'commander')
  keep(desk)
  const { phone, account: keeper } = await phoneOf(stack, 'keeper')
  keep(phone)
  const deputy = await stack.account('commander')
  const [name, chiefName, deputyName] = [keeper, chief, deputy].map((one) => `Người ${one.name}`)
  const { page } = desk
  await openMore(desk, vi.phones.title)
  await page.getByText(/^\d+ tài khoản$/).click()
  await page.getByRole('link', { name: keeper.name }).filter({ hasText: vi.roles.keeper }).last().click()
  await expect(page.getByRole('heading', { name: t.title })).toBeVisible()
  await expect(page.getByText(t.before(t.or([deputyName!])))).toBeVisible()

  // Holds until the answer is there: a finger lifted by what the button says might be lifted before it says it.
  const holdUntil = async (answer: Locator) => {
    await press(page, t.hold)
    await expect(answer).toBeVisible()
    await page.mouse.up()
  }
  const output = page.locator('output')
  desk.signal.lose()
  await holdUntil(page.getByText(t.problems.unreachable))
  desk.signal.regain()
  await holdUntil(output)
  await expect(output).toHaveText(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
  const password = await output.innerText()
  await expect(page.getByText(t.was(chiefName!, vi.justNow)).first()).toBeVisible()
  expect(page.url()).not.toContain(password)

  // Its owner learns of it on the screen that lies open, and the phone works on.
  const card = phone.page.getByRole('status').filter({ hasText: t.card.notAsked })
  await expect(card).toContainText(chiefName!)
  await goInside(phone, '/more')
  await card.getByRole('button', { name: t.card.seen }).click()
  await expect(card).toHaveCount(0)
  await approved(phone)
  await goInside(phone, '/')
  await expect(card).toHaveCount(0)

  await page.getByRole('button', { name: t.hide }).click()
  await expect(output).toHaveCount(0)
  expect(await draftsOf(page)).toEqual([])

  const fresh = keep(await newPhone(stack.url))
  const { page: first } = fresh
  await first.goto(fresh.signal.url)
  await first.getByLabel(vi.signIn.account, { exact: true }).fill(keeper.name)
  await first.getByLabel(vi.signIn.password, { exact: true }).fill(password)
  const submit = first.getByRole('button', { name: vi.signIn.submit, exact: true })
  await submit.click()
  await expect(first.getByText(firstPassword.text)).toBeVisible()
  await first.getByLabel(own.wanted, { exact: true }).fill('ngắn quá')
  await submit.click()
  await expect(first.getByText(own.weak.short(12))).toBeVisible()
  await first.getByLabel(own.wanted, { exact: true }).fill(chosen)
  await submit.click()
  await expect(first.getByText(own.differs)).toBeVisible()
  await first.getByLabel(own.again, { exact: true }).fill(chosen)
  await submit.click()
  await enterPin(first, vi.pin.choose)
  await enterPin(first, vi.pin.again)
  await expect(first.getByText(standing.here.ownCode)).toBeVisible()

  // The commander who knows the first password does not let this phone in.
  const waiting = () =>
    stack.directories.of(stack.unit).then(({ devices }) => devices.find(({ admitted }) => !admitted))
  await expect.poll(waiting).toBeDefined()
  const { id } = (await waiting())!
  await goInside(desk, `/phones/${id}`)
  await expect(page.getByRole('heading', { name: standing.phone.waiting })).toBeVisible()
  await expect(page.getByText(t.bars['reset-password'](name!, '', '').split('(')[0]!)).toContainText(
    deputyName!
  )
  await expect(page.getByRole('button', { name: standing.approve(deviceCode(id)) })).toHaveCount(0)

  const body = { account: keeper.name, device: id, roles: ['keeper'], from: new Date().toISOString() }
  const said = deputy.device.fact(stack.unit, 'directory', 'directory.device-approved', `device/${id}`, body)
  await deputy.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(said)] })
  await approved(fresh)
  await desk.kill()
  expect(await filesWith(desk.profile, password)).toEqual([])
})
