import { money } from '#lib/i18n/format.ts'
import { desk } from '#lib/i18n/hui/desk-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { register as t } from '#lib/i18n/notices/register-vi.ts'
import { movementVi } from '#lib/i18n/movement/movement-vi.ts'
import type { Book } from '#lib/domain/roles.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { dayFromNow, hosts, openLines } from '../hui/hui-entries.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'

const million = 1_000_000
let stack: TestStack
let line: string
let officer: Phone
let clerk: Phone
const keep = forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  const [hue] = await hosts(stack, 'Tăng Mỹ Huệ')
  const opening = { code: 'N-01', host: hue!, face: 5 * million, n: 20, startsOn: dayFromNow(-5) }
  ;[line] = (await openLines(stack, opening)) as [string]
  officer = await phoneOf(await stack.account('officer'))
  clerk = await phoneOf(await stack.account('ubnd'))
})

async function phoneOf({ name, password }: TestAccount): Promise<Phone> {
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  return phone
}

test('police list a line in one tap, and the committee sees that it must be notified and is not, and why', async () => {
  await expect(clerk.page.getByText(t.empty)).toBeVisible()
  const task = officer.page.getByRole('listitem').filter({ hasText: desk.tasks.unlisted(1) })
  await expect(task).toBeVisible()
  await goInside(officer, `/hui/${line}`)
  await officer.page.getByRole('button', { name: t.listing.list }).click()
  await expect(officer.page.getByText(t.listing.saved)).toBeVisible()
  await expect(officer.page.getByRole('link', { name: t.listing.listed })).toBeVisible()

  const missing = clerk.page.getByRole('region', { name: t.missing })
  await expect(missing.getByRole('link', { name: 'N-01 · Tăng Mỹ Huệ' })).toContainText(
    t.perOpening(money(100 * million))
  )
  await goInside(officer, '/')
  await expect(task).toHaveCount(0)
})

test('a notice is written down with its number alone, without a signal too, and its receipt can be printed', async () => {
  const { page } = clerk
  await goInside(clerk, `/notices/${line}`)
  await expect(page.getByText(t.standing.missing)).toBeVisible()
  clerk.signal.lose()
  await page.getByRole('link', { name: t.write }).click()
  await page.getByLabel(t.form.number).fill(' 12/TB ')
  await page.getByRole('button', { name: t.write }).click()
  await expect(page.getByText(t.standing.notified)).toBeVisible()
  await page.getByRole('link', { name: t.print }).click()
  const paper = page.getByRole('region', { name: t.paper.heading })
  for (const said of ['Tăng Mỹ Huệ', t.paper.number('12/TB'), money(100 * million), t.paper.limits])
    await expect(paper).toContainText(said)
  // Nobody said where she lives: a line is left for it.
  await expect(paper).toContainText(`${t.paper.hamlet}: ${t.paper.byHand}`)
  // All days of a paper are written the one way that papers have.
  await expect(paper).not.toContainText(/\d\d\/\d\d\/\d{4}/)
  clerk.signal.regain()
  await goInside(officer, `/notices/${line}`)
  await expect(officer.page.getByText(`${t.kinds.new} · ${t.number('12/TB')}`)).toBeVisible()
})

test('a paper that says otherwise asks for a supplement, which names the notice before it', async () => {
  const { page } = clerk
  await goInside(clerk, `/notices/${line}/receive`)
  await page.getByLabel(t.form.number).fill('13/TB')
  await page.getByLabel(t.form.members).fill('19')
  await expect(page.getByText(t.form.differs(t.contents.members))).toBeVisible()
  await page.getByRole('button', { name: t.write }).click()
  await expect(page.getByText(t.supplementOf('12/TB'))).toBeVisible()
  await expect(page.getByText(t.standing.supplement)).toBeVisible()
  await goInside(clerk, '/')
  await expect(page.getByRole('region', { name: t.supplements }).getByRole('link')).toContainText(
    t.differs(t.contents.members)
  )
})

test('what was written down by mistake is withdrawn with a reason, and the notice before it stands again', async () => {
  const { page } = clerk
  await goInside(clerk, `/notices/${line}`)
  const row = page.getByRole('listitem').filter({ hasText: t.number('13/TB') })
  await row.getByRole('button', { name: t.withdraw }).click()
  await row.getByRole('button', { name: t.withdraw }).click()
  await expect(page.getByText(t.reasonMissing)).toBeVisible()
  await page.getByLabel(t.reason).fill('Ghi nhầm số người')
  await row.getByRole('button', { name: t.withdraw }).click()
  await expect(row).toContainText('Ghi nhầm số người')
  await expect(row.getByRole('link', { name: t.print })).toHaveCount(0)
  await expect(page.getByText(t.standing.notified)).toBeVisible()
})

test('a paper of a line that nobody has listed is written down as it says, and the police put their line beside it', async () => {
  const { page } = clerk
  await goInside(clerk, '/')
  await page.getByRole('link', { name: t.writeNew }).click()
  await page.getByLabel(t.form.host).fill('Tăng Mỹ')
  await expect(page.getByRole('link', { name: 'N-01 · Tăng Mỹ Huệ' })).toBeVisible()
  for (const [label, text] of [
    [t.form.host, 'Võ Thị Kiều'],
    [t.form.hamlet, 'Khóm 2'],
    [t.form.number, '14/TB'],
    [t.form.from, 'Võ Thị Kiều'],
    [t.form.startsOn, '05/01/2026'],
    [t.form.value, '40000000'],
    [t.form.members, '3']
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(text)
  await expect(page.getByText(t.form.known)).toHaveCount(0)
  await page.getByRole('button', { name: t.write }).click()
  await page.getByRole('link', { name: t.print }).click()
  const paper = page.getByRole('region', { name: t.paper.heading })
  const blank = `${t.paper.ends}: ${t.paper.byHand}`
  for (const said of ['Võ Thị Kiều', 'Khóm 2', t.paper.number('14/TB'), blank])
    await expect(paper).toContainText(said)

  const [kieu] = await hosts(stack, 'Võ Thị Kiều')
  const opening = { code: 'N-02', host: kieu!, face: 20 * million, n: 2, startsOn: '2026-01-05' }
  const [second] = (await openLines(stack, opening)) as [string]
  await goInside(officer, `/hui/${second}`)
  await expect(officer.page.getByRole('link', { name: t.listing.came('14/TB') })).toBeVisible()
  await officer.page.getByRole('button', { name: t.listing.beside }).click()
  await officer.page.getByRole('link', { name: t.listing.listed }).click()
  await expect(officer.page.getByText(`${t.kinds.new} · ${t.number('14/TB')}`)).toBeVisible()
  await goInside(clerk, '/notices')
  // One line, of which the paper says less than the police’s book.
  const all = page.getByRole('region', { name: t.lines })
  await expect(all.getByRole('link', { name: 'N-02 · Võ Thị Kiều' })).toHaveCount(1)
})

test('a supplement that was taken in apart joins the line that has a notice; a number given twice is told on both', async () => {
  const { page } = clerk
  await goInside(clerk, '/notices/new')
  await page.getByLabel(t.form.host, { exact: true }).fill('Tăng Mỹ Huệ')
  await page.locator('label.option').filter({ hasText: t.kinds.supplement }).click()
  for (const [label, text] of [
    [t.form.from, 'Tăng Mỹ Huệ'],
    [t.form.startsOn, '05/01/2026'],
    [t.form.value, '100000000'],
    [t.form.members, '19'],
    [t.form.number, '012/tb']
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(text)
  // Says so, and takes it: the paper may have that number.
  await expect(page.getByText(t.form.sameNumber('012/tb'))).toBeVisible()
  await page
    .getByRole('link', { name: /N-01 · Tăng Mỹ Huệ/ })
    .last()
    .click()
  await expect(page.getByRole('heading', { name: 'N-01', exact: true })).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await goInside(clerk, '/notices/new')
  await expect(page.getByLabel(t.form.number, { exact: true })).toHaveValue('012/tb')
  await page.getByRole('button', { name: t.write }).click()
  await expect(page.getByText(/^Trùng số với N-01 · Tăng Mỹ Huệ/)).toBeVisible()

  await page.getByRole('link', { name: t.place.link }).click()
  await page.getByRole('button', { name: /N-01 · Tăng Mỹ Huệ/ }).click()
  const row = page
    .getByRole('region', { name: t.notices })
    .getByRole('listitem')
    .filter({ hasText: t.number('012/tb') })
  await expect(row).toContainText(t.supplementOf('12/TB'))
  const clash = page.getByText(/^Trùng số với N-01 · Tăng Mỹ Huệ, nhận \d\d\/\d\d\/\d{4}/)
  await expect(clash).toHaveCount(2)
  await goInside(officer, `/notices/${line}`)
  await expect(officer.page.getByText(t.number('012/tb'))).toBeVisible()
  // Somebody else who takes it back puts it in doubt: neither word is dropped.
  const theirs = officer.page
    .getByRole('region', { name: t.notices })
    .getByRole('listitem')
    .filter({ hasText: t.number('012/tb') })
  await theirs.getByRole('button', { name: t.place.back }).click()
  await expect(theirs).toContainText('Ghép khác nhau')
  await expect(row).toContainText('Ghép khác nhau')
  // Whoever joined a paper wrongly takes it back to where it came in.
  await row.getByRole('button', { name: t.place.back }).click()
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('region', { name: t.place.apart })).toContainText(t.number('012/tb'))
})

test('whom the police name must notify: the committee sees the name, and a day only once it has set one', async () => {
  const [suong] = (await hosts(stack, 'Năm Sương')) as [string]
  await goInside(officer, `/hui/person/${suong}`)
  await officer.page.getByRole('link', { name: t.ask.link }).click()
  await officer.page.getByRole('button', { name: t.ask.save }).click()
  await expect(officer.page.getByRole('link', { name: t.ask.link })).toBeVisible()

  const { page } = clerk
  await goInside(clerk, '/')
  const row = page.getByRole('region', { name: t.missing }).getByRole('link', { name: 'Năm Sương' })
  await expect(row).toContainText(t.mustNotify)
  await expect(row).not.toContainText('2099')
  await row.click()
  await expect(page.getByText(t.ask.noDay)).toBeVisible()
  await page.getByRole('link', { name: t.ask.title }).click()
  await page.getByLabel(t.ask.by).fill('15/12/2099')
  await page.getByRole('button', { name: t.ask.save }).click()
  await expect(page.getByText(t.by('15/12/2099'))).toBeVisible()
  await page.getByRole('link', { name: t.write }).click()
  await expect(page.getByLabel(t.form.host, { exact: true })).toHaveValue('Năm Sương')
})

test('the committee reads nothing of the hụi book: no screen shows it, the server answers nothing', async () => {
  const { page } = clerk
  await expect(page.getByRole('navigation').getByRole('link', { name: vi.nav.hui })).toHaveAttribute(
    'href',
    '/notices'
  )
  for (const path of ['/hui', `/hui/${line}`, `/hui/${line}/pay`, '/hui/new']) {
    await goInside(clerk, path)
    await expect(page.getByText(hui.closed)).toBeVisible()
  }
  const { db } = await stack.account('ubnd')
  const answer = async (book: Book) => (await db(`/${stack.database(book)}/_all_docs`)).status
  expect(await Promise.all((['notices', 'hui', 'incidents'] as const).map(answer))).toEqual([200, 403, 403])
})

test('the province starts with its reports, and every other book is closed to it', async () => {
  for (const role of ['province-hui', 'province-incidents', 'province-movement'] as const) {
    const phone = await phoneOf(await stack.account(role))
    const { page } = phone
    await expect(page.getByText(t.reports)).toBeVisible()
    await expect(page.getByRole('navigation').getByRole('link')).toHaveText([vi.nav.today, vi.nav.more])
    for (const [path, closed] of [
      [`/hui/${line}`, hui.closed],
      ['/incidents', incidents.closedToYou],
      ['/movement', movementVi.closed],
      [`/notices/${line}`, t.closed]
    ] as const) {
      await goInside(phone, path)
      await expect(page.getByText(closed)).toBeVisible()
    }
  }
})

test('an officer who goes to the committee has the hụi book closed on the phone that had read it', async () => {
  const mover = await stack.account('officer')
  const phone = await phoneOf(mover)
  const { page } = phone
  await goInside(phone, `/hui/${line}`)
  await expect(page.getByRole('heading', { name: 'N-01', exact: true })).toBeVisible()
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [
      {
        account: mover.name,
        password: mover.password,
        name: mover.name,
        rolesByUnit: new Map([[stack.unit, ['ubnd']]])
      }
    ],
    gates: []
  })
  await expect(page.getByText(hui.closed)).toBeVisible()
  await expect(page.getByText('N-01')).toHaveCount(0)
  await goInside(phone, '/')
  await expect(page.getByRole('link', { name: t.all })).toBeVisible()
  phone.signal.lose()
  await goInside(phone, `/hui/${line}`)
  await expect(page.getByText(hui.closed)).toBeVisible()
})
