import { desk } from '#lib/i18n/hui/desk-vi.ts'
import { money } from '#lib/i18n/format.ts'
import { register as t } from '#lib/i18n/notices/register-vi.ts'
import { termWords } from '#lib/i18n/hui/term-settings.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { dayFromNow, hosts, listLines, openLines } from '../hui/hui-entries.ts'
import { signInApproved } from '../approval.ts'
import { newPhone, openMore, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

const deskSize = { width: 1280, height: 800 }
const phoneSize = { width: 360, height: 740 }
const million = 1_000_000

let stack: TestStack
let phone: Phone
const keep = forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  const [hue, kieu] = (await hosts(stack, 'Ba Huệ', 'Út Kiều')) as [string, string]
  const line = (code: string, host: string, face: number, n: number, startsOn: string) => ({
    code,
    host,
    face,
    n,
    startsOn
  })
  const all = [
    line('D-01', hue, 5 * million, 20, dayFromNow(0)),
    line('D-02', kieu, 5 * million, 19, dayFromNow(-2)),
    line('D-03', hue, 1000, 2, dayFromNow(1))
  ]
  await openLines(stack, ...all)
  await listLines(stack, ...all.map((one) => ({ ...one, hostName: one.host === hue ? 'Ba Huệ' : 'Út Kiều' })))
  phone = keep(await newPhone(stack.url))
  const { name, password } = await stack.account('ubnd')
  await signInApproved(stack, phone, { name, password })
})

test('the first page of the People’s Committee says what must be notified, with its reason, and what came in', async () => {
  const { page } = phone
  const missing = page.getByRole('region', { name: t.missing })
  const several = t.several('Ba Huệ')
  await expect(missing.getByRole('link')).toHaveText([/D-01/, /D-03/])
  await expect(missing.getByRole('link').first()).toContainText(
    `${t.perOpening(money(100 * million))} · ${several}`
  )
  await expect(missing.getByRole('link').last()).toContainText(several)
  await expect(page.getByRole('link', { name: t.missing })).toContainText('2')
  for (const nothing of [t.noFresh, t.noSupplements]) await expect(page.getByText(nothing)).toBeVisible()
})

test('at a desk the list stays beside the line that keys choose from it; on a phone each has the screen', async () => {
  const { page } = phone
  await page.setViewportSize(deskSize)
  await page.getByRole('navigation').getByRole('link', { name: vi.nav.hui, exact: true }).click()
  const list = page.getByRole('region', { name: t.title, exact: true })
  await expect(page.getByText(t.pick)).toBeVisible()

  const first = list.getByRole('region', { name: t.lines }).getByRole('link', { name: 'D-01' })
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'D-01', exact: true })).toBeVisible()
  await expect(first).toBeFocused()
  await expect(first).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'D-02', exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'D-01', exact: true })).toBeVisible()

  await page.setViewportSize(phoneSize)
  await expect(list).toHaveCount(0)
  await page.getByRole('link', { name: vi.back }).click()
  await expect(list).toBeVisible()
  await expect(page.getByRole('heading', { name: 'D-01', exact: true })).toHaveCount(0)
})

test('a word that the commander chooses is on the line’s screen of other phones', async () => {
  const commander = await newPhone(stack.url)
  const officer = keep(await newPhone(stack.url))
  try {
    for (const [on, role] of [
      [officer, 'officer'],
      [commander, 'commander']
    ] as const) {
      const { name, password } = await stack.account(role)
      await signInApproved(stack, on, { name, password })
    }
    // The commander's own first page leads to what the lines ask for.
    const task = commander.page.getByRole('listitem').filter({ hasText: desk.tasks.due(2) })
    await expect(task).toContainText(desk.dueLate(1))
    await expect(task.getByRole('link')).toHaveAttribute('href', '/hui?need=due')
    await expect(commander.page.getByText(vi.home.noTasks)).toHaveCount(0)
    await openMore(commander, vi.nav.settings)
    await commander.page.getByRole('link', { name: termWords.title }).click()
    await commander.page.getByLabel(termWords.labels.part, { exact: true }).fill(' chân ')
    await expect(commander.page.getByText('25 chân')).toBeVisible()
    await commander.page.getByRole('button', { name: vi.note.save, exact: true }).click()
    await expect(commander.page.getByRole('heading', { name: vi.settings.title })).toBeVisible()
    const { page } = officer
    await page.getByRole('navigation').getByRole('link', { name: vi.nav.hui, exact: true }).click()
    await page.getByRole('link', { name: 'D-02' }).click()
    await expect(page.getByText('19 chân').first()).toBeVisible()
    await expect(page.getByText('19 phần')).toHaveCount(0)
  } finally {
    await commander.throwAway()
  }
})
