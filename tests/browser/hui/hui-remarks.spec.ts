import { remarks as t } from '#lib/i18n/hui/remarks/remarks-vi.ts'
import { signs } from '#lib/i18n/hui/signs/signs-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { draftsOf } from '../forms/drafts.ts'
import { approved, enterPin, goInside, newPhone, readyForOffline, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { hosts, openLines } from './hui-entries.ts'
import { pickHere } from './hui-steps.ts'

const number = '000196000385'
let stack: TestStack
let officer: Phone
let [host, again] = ['', '']

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Láng Tròn', kind: 'phường' }],
    accounts: [],
    gates: []
  })
  ;[host, again] = (await hosts(stack, 'Tăng Mỹ Huệ', 'Sơn Thị Sa Rinh')) as [string, string]
  const line = { n: 12, face: 1_000_000, startsOn: '2026-11-01' }
  await openLines(stack, { ...line, code: 'LT-61', host }, { ...line, code: 'LT-62', host: again })
  officer = keep(await newPhone(stack.url))
  const { name, password } = await stack.account('officer')
  await signInApproved(stack, officer, { name, password })
  await readyForOffline(officer)
})

/** Everything that lies in the book, as text. */
async function book(): Promise<string> {
  const reader = await stack.account('commander')
  const answer = await reader.db(`/${stack.database('hui')}/_all_docs?include_docs=true`)
  return answer.text()
}
const recorded = async (type: string) => (await book()).split(`"type":"${type}"`).length - 1
const save = () => officer.page.getByRole('button', { name: t.save, exact: true })

async function openMark(person: string) {
  await goInside(officer, `/hui/person/${person}`)
  await officer.page.getByRole('link', { name: t.title, exact: true }).click()
  await officer.page.getByRole('link', { name: t.kinds.mark, exact: true }).click()
  await officer.page.getByRole('radio', { name: t.mark.kinds.id, exact: true }).check({ force: true })
}

test('one identity card of two names is seen, and the number lies nowhere', async () => {
  const { page } = officer
  for (const [person, typed] of [
    [host, number],
    [again, '000 196 000 385']
  ] as const) {
    await openMark(person)
    await page.getByLabel(t.mark.number, { exact: true }).fill(typed)
    await save().click()
    await expect(page.getByText(t.mark.row.id, { exact: true })).toBeVisible()
  }
  await expect(page.getByText(t.mark.shared('Tăng Mỹ Huệ'), { exact: true })).toBeVisible()
  await expect.poll(() => recorded('hui.identity-marked')).toBe(2)
  expect(await book()).not.toMatch(/000196000385|000 196/)
  const lying = JSON.stringify([await page.evaluate(() => ({ ...localStorage })), await draftsOf(page)])
  expect(lying).not.toContain(number)
})

test('without a signal a number is kept nowhere, neither is one that was only typed', async () => {
  const { page } = officer
  officer.signal.lose()
  await openMark(host)
  const field = page.getByLabel(t.mark.number, { exact: true })
  await field.fill('12345')
  await save().click()
  await expect(page.getByRole('alert')).toHaveText(t.mark.wrong.id)
  await field.fill(number)
  await save().click()
  await expect(page.getByRole('alert')).toHaveText(t.mark.trouble.unreachable)
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(field).toHaveValue('')
  officer.signal.regain()
  expect(await recorded('hui.identity-marked')).toBe(2)
})

test('two names that are one person are one host, until that is put right', async () => {
  const { page } = officer
  await goInside(officer, `/hui/person/${again}/remarks/same`)
  await pickHere(page, t.same.who, 'tang my', 'Tăng Mỹ Huệ')
  await page.getByLabel(t.same.reason, { exact: true }).fill('Cùng căn cước')
  await save().click()
  await expect(page.getByText(t.same.row('Tăng Mỹ Huệ'), { exact: true })).toBeVisible()
  await goInside(officer, `/hui/person/${host}`)
  for (const code of ['LT-61', 'LT-62']) await expect(page.getByText(new RegExp(`^${code} `))).toBeVisible()
  await goInside(officer, `/hui/person/${host}/signs`)
  await page.getByText(signs.how, { exact: true }).click()
  await expect(
    page.getByText(signs.says.R7({ live: 2, started: 2, ended: 0 }), { exact: true }).first()
  ).toBeVisible()

  // A row grows shorter once it is sent, and a button that moves under the finger is not pressed.
  await approved(officer)
  await goInside(officer, `/hui/person/${host}/remarks`)
  const row = page.getByRole('listitem').filter({ hasText: t.same.row('Tăng Mỹ Huệ') })
  await row.getByRole('button', { name: hui.entries.reverse.act, exact: true }).click()
  await row.getByLabel(hui.entries.reverse.reason, { exact: true }).fill('Hai chị em')
  await row.getByRole('button', { name: hui.entries.reverse.act, exact: true }).click()
  await expect.poll(() => recorded('hui.remark-reversed')).toBe(1)
  await goInside(officer, `/hui/person/${host}`)
  await expect(page.getByText(/^LT-61 /)).toBeVisible()
  await expect(page.getByText(/^LT-62 /)).toHaveCount(0)
})

test('a statement, a sale and a gift are written down with who said so, and the signs tell of them', async () => {
  const { page } = officer
  officer.signal.lose()
  await goInside(officer, `/hui/person/${host}/remarks/statement`)
  await pickHere(page, t.statement.who, 'sa rinh', 'Sơn Thị Sa Rinh')
  await page.getByRole('radio', { name: t.statement.kinds.paid, exact: true }).check({ force: true })
  await page.getByLabel(t.statement.line, { exact: true }).selectOption({ label: 'LT-61' })
  await page.getByLabel(t.statement.round, { exact: true }).selectOption({ label: t.round(1) })
  await save().click()
  await expect(page.getByText(t.statement.row.paid('Sơn Thị Sa Rinh'), { exact: true })).toBeVisible()

  await goInside(officer, `/hui/person/${host}/remarks/sale`)
  await page.getByLabel(t.sale.line, { exact: true }).selectOption({ label: 'LT-61' })
  await page.getByLabel(t.sale.part, { exact: true }).selectOption({ label: '3. Tăng Mỹ Huệ' })
  await pickHere(page, t.sale.seller, 'tang my', 'Tăng Mỹ Huệ')
  await pickHere(page, t.sale.buyer, 'sa rinh', 'Sơn Thị Sa Rinh')
  await save().click()
  await expect(page.getByText(t.sale.row(3, 'LT-61'), { exact: true })).toBeVisible()

  await goInside(officer, `/hui/person/${host}/remarks/inducement`)
  await page.getByRole('radio', { name: t.inducement.kinds.gift, exact: true }).check({ force: true })
  await page.getByRole('radio', { name: t.inducement.answers.no, exact: true }).check({ force: true })
  await save().click()
  await expect(page.getByText(t.inducement.row.gift, { exact: true })).toBeVisible()

  await goInside(officer, `/hui/person/${host}/signs`)
  await page.getByText(signs.how, { exact: true }).click()
  for (const says of [
    signs.says.R18({ missing: 1, denied: 0, deniedRecords: 0 }),
    signs.says.R19({ sales: 0, reported: 1, unsigned: 0, twice: 0 }),
    signs.says.R20({ reported: 1, proven: 0 }),
    signs.says.R21({ missing: 0, duties: 0, longestDays: 0 })
  ])
    await expect(page.getByText(says, { exact: true }).first()).toBeVisible()
  officer.signal.regain()
  await expect.poll(() => recorded('hui.sale-reported')).toBe(1)
  expect(await book()).toContain('"said":{"by":"member","how":"talk"}')
})
