import { readFileSync } from 'node:fs'
import { alarm as alarms } from '#lib/i18n/alarms/alarm-vi.ts'
import { calls } from '#lib/i18n/settings/contacts-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { hand } from '#lib/i18n/gates/manual-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Role } from '#lib/domain/roles.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { goInside, holdByKey, newPhone, openMore, signIn, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'
import { keepScreen, restart } from './seen-steps.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
let stack: TestStack
const phones = new Map<Role, Phone>()

const keep = forFile(async (keep) => void (stack = keep(await startTestStack({ buildDir: build }))))

/** The file's phone of a role on its first page; `before` prepares the unit for its account. */
async function phoneOf(role: Role, before?: (account: string) => Promise<unknown>): Promise<Phone> {
  const known = phones.get(role)
  if (known) {
    await goInside(known, '/')
    return known
  }
  const { name, password } = await stack.account(role)
  await before?.(name)
  const phone = keep(await newPhone(stack.url))
  phones.set(role, phone)
  await signInApproved(stack, phone, { name, password })
  return phone
}

/** Two gates, the first with a keeper. */
function registerGates(keeper: string) {
  const gates = ['Cổng Một', 'Cổng Hai'].map((name, i) => ({
    unit: stack.unit,
    gate: `cong-${i + 1}`,
    name,
    kind: 'hand' as const,
    ...(i === 0 && { keepers: [keeper] })
  }))
  return stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates
  })
}

/** Two taps: what happened, and that there is no time for a picture. */
async function claim({ page }: Phone, act: string) {
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('link', { name: act }).click()
  await page.getByRole('button', { name: hand.without }).click()
  await expect(page.getByText(vi.saved.here)).toBeVisible()
}

test('what a keeper notes in two taps is on the first page of the commander until it is settled', async () => {
  const keeper = await phoneOf('keeper', registerGates)
  const commander = await phoneOf('commander')
  const tile = commander.page.getByRole('link', { name: vi.home.gatesOpen })
  // Nothing is known of either: that is not “none is open”.
  await expect(tile).toContainText(vi.gates.states.unknown)
  await expect(tile).not.toContainText('0/ 2')

  await expect(keeper.page.getByRole('link', { name: 'Cổng Một' })).toBeVisible()
  await expect(keeper.page.getByText('Cổng Hai')).toHaveCount(0)
  await claim(keeper, vi.home.writeOpened)
  await expect(tile).toContainText('1/ 2')

  await claim(keeper, vi.home.writeClosed)
  await expect(tile).toContainText(vi.gates.states.unknown)
  await expect(tile).toContainText(vi.home.gatesElse(1, 1))

  const task = commander.page.getByRole('link', { name: live.concerns.fault('Cổng Một') })
  await keeper.page.getByRole('link', { name: vi.log.write }).click()
  await keeper.page.getByRole('radio', { name: vi.happenings.fault }).check({ force: true })
  await keeper.page.getByLabel(vi.note.reason, { exact: true }).fill('Đứt xích')
  await keeper.page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(task).toBeVisible()
  await expect(tile).toContainText(vi.home.gatesElse(0, 2))
  await claim(keeper, vi.home.writeClosed)
  await expect(task).toHaveCount(0)
})

test('on a phone held across the alarm stays in reach, beside what there is to read', async () => {
  const { page } = await phoneOf('commander')
  const upright = page.viewportSize()!
  await page.setViewportSize({ width: 740, height: 360 })
  const alarm = page.getByRole('link', { name: alarms.button })
  const last = page.getByRole('link', { name: vi.home.writeTip })
  await last.scrollIntoViewIfNeeded()
  await expect(alarm).toBeInViewport({ ratio: 1 })
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
  await expect(alarm).toBeInViewport({ ratio: 1 })
  const { x } = (await alarm.boundingBox())!
  const parts = page.locator('.content > :not([data-live]), .content > [data-live] > *')
  for (const { x: left, width } of await Promise.all(
    (await parts.all()).map(async (one) => (await one.boundingBox())!)
  ))
    expect(left + width).toBeLessThanOrEqual(x)
  await page.setViewportSize(upright)
})

test('with letters twice as large the alarm hides no figure of the tiles, which can be tapped beside it', async () => {
  const { page } = await phoneOf('commander', registerGates)
  const alarm = page.getByRole('link', { name: alarms.button })
  await expect(alarm).toBeVisible()
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  const tile = page.getByRole('link', { name: vi.home.incidentsOpen })
  await tile.locator('b').evaluate((figure) => {
    const { bottom } = figure.getBoundingClientRect()
    const button = document.querySelector('.siren')!.getBoundingClientRect()
    scrollBy(0, bottom - (button.top + button.height / 2))
  })
  const [figure, button] = [(await tile.locator('b').boundingBox())!, (await alarm.boundingBox())!]
  // Side by side.
  expect(figure.y).toBeGreaterThan(button.y - figure.height)
  expect(figure.x + figure.width).toBeLessThan(button.x)
  await page.mouse.click(figure.x + 4, figure.y + figure.height / 2)
  await expect(page).toHaveURL(/\/incidents$/)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
})

test('the number that the commander sets is what a keeper’s red button calls; without one there is no button', async () => {
  const keeper = await phoneOf('keeper', registerGates)
  const commander = await phoneOf('commander')
  const call = keeper.page.getByRole('link', { name: calls.callPolice })
  await expect(keeper.page.getByRole('link', { name: vi.home.writeClosed })).toBeVisible()
  await expect(call).toHaveCount(0)

  const { page } = commander
  await openMore(commander, vi.nav.settings)
  await page.getByRole('link', { name: calls.numbers }).click()
  await page.getByLabel(calls.policeNumber).fill('gọi Tư Khởi')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText(calls.wrong)).toBeVisible()
  await page.getByLabel(calls.policeNumber).fill(' 0900.000-001 ')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByRole('link', { name: calls.numbers })).toContainText('0900 000 001')

  await expect(call).toHaveAttribute('href', 'tel:0900000001')
  await keeper.page.getByRole('link', { name: vi.nav.more, exact: true }).click()
  await expect(keeper.page.getByRole('link', { name: calls.police })).toContainText('0900 000 001')
  await openMore(keeper, vi.nav.settings)
  await expect(keeper.page.getByRole('link', { name: calls.numbers })).toHaveCount(0)
})

test('an empty list names only what the account would be told of', async () => {
  const { page } = await phoneOf('hamlet')
  const { gates, records } = vi.home.taskKinds
  await expect(page.getByText(vi.home.noTasksText(`${gates}, ${records}`))).toBeVisible()
})

test('a picture of the first page does not say that nothing waits', async () => {
  const phone = await phoneOf('hamlet')
  await expect(phone.page.getByText(vi.home.noTasks)).toBeVisible()
  await keepScreen(phone, '/')
  const sight = await restart(phone, '/', { of: ['.card'] })
  expect(sight?.read).toContain(vi.home.tasks)
  expect(sight?.read).not.toContain(vi.home.noTasks)
  expect(sight?.parts['.card']?.map(({ icons }) => icons)).not.toContain(1)
  await expect(phone.page.getByText(vi.home.noTasks)).toBeVisible()
})

test('the navigation leads only to what the account reads', async () => {
  const { page } = await phoneOf('province-movement')
  const links = page.getByRole('navigation').getByRole('link')
  await expect(links).toHaveText([vi.nav.today, vi.nav.more])
})

test('a new phone is on the first page of the commander, who lets it in', async () => {
  const { name: waits, password } = await stack.account('officer')
  const officer = keep(await newPhone(stack.url))
  await signIn(officer, waits, password)
  const { page } = await phoneOf('commander')
  await openMore(officer, vi.nav.settings)
  await expect(officer.page.getByText(`Phiên bản ${version}`)).toBeVisible()
  await expect(officer.page.getByText(vi.settings.awaiting)).toBeVisible()

  const account = (
    await officer.page
      .getByText(/tk-[0-9a-f]{8}/)
      .last()
      .innerText()
  ).match(/tk-[0-9a-f]{8}/)![0]
  const name = `Người ${account}`
  await page.getByRole('link', { name: standing.waitingOf(name) }).click()
  // The account's other device writes for the tests.
  const row = page.getByRole('listitem').filter({ hasText: name }).filter({ hasNotText: 'Máy thử' })
  // Both phones show the one code that its owner reads out.
  await goInside(officer, '/')
  const notice = officer.page.getByRole('status').filter({ hasText: standing.here.waiting([]) })
  await expect(notice).toContainText(standing.here.ownCode)
  const code = (await notice.locator('b').innerText()).trim()
  await expect(row).toContainText(standing.code(code))
  const approve = row.getByRole('button', { name: standing.approve(code) })
  const told = page.getByRole('status').filter({ hasText: standing.done.approved(name) })
  await holdByKey(approve, () => expect(told).toBeVisible())
  await expect(approve).toHaveCount(0)
  await expect(told).toContainText(vi.sync.sent)
  await expect(row).toBeVisible()
  await openMore(officer, vi.nav.settings)
  await expect(officer.page.getByText(vi.settings.approved)).toBeVisible()
  await expect(officer.page.getByText(standing.code(code))).toBeVisible()
})
