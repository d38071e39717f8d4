import { huiLimits } from '#lib/domain/hui/facts/amounts.ts'
import { thresholds } from '#lib/domain/hui/warning/thresholds.ts'
import { signs as t } from '#lib/i18n/hui/signs/signs-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { words } from '../../inputs/odd.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { enterPin, goInside, newPhone, readyForOffline, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { put } from '../forms/put.ts'
import { hosts, lineWithLatePot } from './hui-entries.ts'

let stack: TestStack
let officer: Phone
let auditor: Phone
let host = ''

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Láng Tròn', kind: 'phường' }],
    accounts: [],
    gates: []
  })
  host = (await hosts(stack, 'Sơn Thị Sa Rinh'))[0]!
  await lineWithLatePot(stack, host, 'LT-50')
  const phoneOf = async (role: 'officer' | 'auditor') => {
    const { name, password } = await stack.account(role)
    const phone = keep(await newPhone(stack.url))
    await signInApproved(stack, phone, { name, password })
    await readyForOffline(phone)
    return phone
  }
  officer = await phoneOf('officer')
  auditor = await phoneOf('auditor')
})

const late = t.says.R14({ late: 1, pots: 2, longestDays: 40 })
const reviewed = ({ page }: Phone) =>
  page.locator('section', { has: page.getByRole('heading', { name: t.reviewed, exact: true }) })

/** Returns what was recorded of a type about the host. */
async function recorded(type: string): Promise<Record<string, unknown>[]> {
  const reader = await stack.account('commander')
  const answer = await reader.db(`/${stack.database('hui')}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as {
    rows: { doc: { type?: string; body: Record<string, unknown> } }[]
  }
  return rows.filter(({ doc }) => doc.type === type).map(({ doc }) => doc.body)
}

test('an officer reads the signs of a host, and how they were computed', async () => {
  const { page } = officer
  await goInside(officer, `/hui/person/${host}`)
  await page.getByRole('link', { name: t.title, exact: true }).click()
  await expect(page.getByText(late, { exact: true }).first()).toBeVisible()
  await expect(page.getByText(t.calm)).toBeVisible()
  const acts = page.getByRole('button', { name: t.review, exact: true })
  expect(await acts.count()).toBeLessThanOrEqual(3)
  await expect(page.getByText(t.steps.R14(t.at.round(2, 'LT-50')), { exact: true })).toBeVisible()
  // One sign alone.
  await expect(page.getByText(t.noContact)).toBeVisible()

  await expect(page.getByText(t.bounds.R14(thresholds))).toBeHidden()
  await page.getByText(t.how, { exact: true }).click()
  await expect(page.getByText(t.bounds.R14(thresholds))).toBeVisible()
  await expect(page.getByText(t.lacks.R20)).toBeVisible()
  await expect(page.getByText(t.law, { exact: true })).toBeVisible()
  for (const level of ['none', 'too-few', 'not-computable'] as const)
    await expect(page.getByText(t.levels[level], { exact: true }).first()).toBeVisible()
})

test('a look is recorded without a signal, and stands there afterwards', async () => {
  const { page, signal } = officer
  const path = `/hui/person/${host}/signs`
  await goInside(officer, path)
  signal.lose()
  await page.getByRole('button', { name: t.review, exact: true }).first().click()
  const save = page.getByRole('button', { name: t.save, exact: true })
  const note = page.getByLabel(t.note, { exact: true })
  await save.click()
  await expect(page.getByText(t.outcomeMissing)).toBeVisible()
  await page
    .locator('label.option')
    .filter({ has: page.getByText(t.outcomes.explained, { exact: true }) })
    .click()
  for (const { what, typed, says } of words(huiLimits.reason))
    await test.step(what, async () => {
      await put(note, typed)
      await save.click()
      await expect(page.getByText(says, { exact: true })).toBeVisible()
    })
  await note.fill('Đã xem giấy giao tiền, đủ chữ ký')
  await save.click()
  const stands = async () => {
    await expect(reviewed(officer).getByText(t.names.R14, { exact: true })).toBeVisible()
    await expect(reviewed(officer).getByText('Đã xem giấy giao tiền, đủ chữ ký')).toBeVisible()
    await expect(reviewed(officer).getByText(new RegExp(t.outcomes.explained))).toBeVisible()
    await expect(page.getByText(t.allReviewed)).toBeVisible()
  }
  await stands()
  await page.goto(`${signal.url}${path}`)
  await enterPin(page, vi.pin.enter)
  await stands()
  signal.regain()
  await expect
    .poll(() => recorded('hui.flag-reviewed'))
    .toMatchObject([{ indicator: 'R14', level: 'red', outcome: 'explained' }])
})

test('each opening is recorded once a day', async () => {
  await goInside(officer, '/hui')
  await goInside(officer, `/hui/person/${host}/signs`)
  await expect(reviewed(officer)).toBeVisible()
  await expect.poll(async () => (await recorded('hui.score-viewed')).length).toBe(1)
})

test('who only reads the book sees no signs', async () => {
  const { page } = auditor
  await goInside(auditor, `/hui/person/${host}/signs`)
  await expect(page.getByText(hui.line.readOnly)).toBeVisible()
  await expect(page.getByText(late)).toHaveCount(0)
  expect(await recorded('hui.score-viewed')).toHaveLength(1)
})
