import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Book } from '#lib/domain/roles.ts'
import { idTime, uuidv7 } from '#lib/domain/uuid.ts'
import { quarterAfter, quarterStart } from '#lib/domain/database-names.ts'
import { clockTime, date } from '#lib/i18n/format.ts'
import { erasure } from '#lib/i18n/erasure/erasure-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { retention } from '#lib/i18n/retention/retention-vi.ts'
import { strangers } from '#lib/i18n/strangers/strangers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { provisionDatabases } from '../../../sync-server/provision/provision.ts'
import { removeQuarter } from '../../../sync-server/retention/remove-quarter.ts'
import { asDocument } from '../../facts.ts'
import { agreement, wholeParts } from '../../hui/test-line.ts'
import { look } from '../../looks/look.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { goInside, newPhone, openMore, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

const newId = () => uuidv7(Date.now(), randomBytes(10))
const [mistaken, host] = [newId(), newId()]
let stack: TestStack
let chief: Phone
let other: Phone
let commander: TestAccount
let put: (book: Book, type: string, stream: string, body: object) => Promise<unknown>

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  const officer = await stack.account('officer')
  const device = officer.device
  put = (book, type, stream, body) =>
    officer.post(`/${stack.database(book)}/_bulk_docs`, {
      docs: [asDocument(device.fact(stack.unit, book, type, stream, body))]
    })
  await put('hui', 'hui.person-described', `person/${mistaken}`, { name: 'Trần Văn Nhầm' })
  await put('hui', 'hui.person-described', `person/${host}`, { name: 'Tăng Mỹ Huệ' })
  await openLine(newId(), 'T-1', host)
  commander = await stack.account('commander')
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-1', name: 'Cổng Bến Đò', kind: 'hand' }]
  })
  ;[chief, other] = [keep(await newPhone(stack.url)), keep(await newPhone(stack.url))]
  await signInApproved(stack, chief, commander)
  await signInApproved(stack, other, officer)
})

/** Somebody's phone has opened a line: it reaches the server now. */
const openLine = (id: string, code: string, who: string) =>
  put(
    'hui',
    'hui.line-agreed',
    `line/${id}`,
    agreement(2, 2_000_000, { code, host: who, startsOn: '2026-01-05', parts: wholeParts(who, host) })
  )

async function hold(page: Page) {
  const box = (await page.getByRole('button', { name: erasure.hold }).boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  const holding = page.getByRole('button', { name: erasure.holding })
  await expect(holding).toBeVisible()
  await expect(holding).toHaveCount(0)
  await page.mouse.up()
}
async function openPerson({ page }: Phone, id: string, name: string) {
  await goInside({ page }, `/hui/person/${id}`)
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

test('the commander sees what will go, says why, holds, and everybody’s phone forgets the person', async () => {
  const { page } = chief
  await goInside(other, `/hui/person/${mistaken}`)
  const name = other.page.getByRole('heading', { name: 'Trần Văn Nhầm', level: 1 })
  await expect(name).toBeVisible()
  // Nobody else is offered it.
  await expect(other.page.getByRole('link', { name: erasure.person.link })).toHaveCount(0)

  await openPerson(chief, mistaken, 'Trần Văn Nhầm')
  await page.getByRole('link', { name: erasure.person.link }).click()
  await expect(page.getByText(erasure.will(1, 0))).toBeVisible()
  expect(await look(page, 'vi', 'erase a person')).toEqual([])
  await hold(page)
  await expect(page.getByText(erasure.missing)).toBeVisible()
  await page.getByRole('radio', { name: erasure.person.reasons.mistake }).check()
  await hold(page)
  await expect(page.getByText(erasure.done(1, 0))).toBeVisible()
  await expect(name).toHaveCount(0)
  await expect(other.page.getByText(erasure.person.gone)).toBeVisible()
  const told = erasure.doneOn(date(Date.now()), `Người ${commander.name}`)
  await expect(other.page.getByText(told)).toBeVisible()
})

test('a line that comes late has nobody’s name in it, and whoever ordered the erasure is told', async () => {
  const line = newId()
  await openLine(line, 'T-2', mistaken)
  for (const phone of [chief, other]) {
    await goInside(phone, `/hui/${line}`)
    const { page } = phone
    await expect(page.getByText(hui.hostIs(hui.person.erased))).toBeVisible()
    await expect(page.getByText(`1. ${hui.person.erased}`)).toBeVisible()
  }
  expect(await look(other.page, 'vi', 'a line of somebody erased')).toEqual([])
  await goInside(chief, '/sync')
  await expect(chief.page.getByText(erasure.inLines('T-2'))).toBeVisible()
})

test('whoever hosts a line is kept, and the page says why', async () => {
  const { page } = chief
  await openPerson(chief, host, 'Tăng Mỹ Huệ')
  await page.getByRole('link', { name: erasure.person.link }).click()
  await expect(page.getByText(erasure.kept['in-line'])).toBeVisible()
  await expect(page.getByRole('button', { name: erasure.hold })).toHaveCount(0)
})

test('a stranger’s gate and hour are shown before they go; the author reads what went, and where it was', async () => {
  const { page } = other
  await goInside(other, '/strangers/new?gate=cong-1')
  await page.getByRole('button', { name: strangers.directions.in, exact: true }).click()
  await expect(page.getByRole('heading', { name: strangers.went.in })).toBeVisible()
  const id = page.url().split('/').at(-1)!

  await goInside(chief, `/strangers/${id}`)
  await chief.page.getByRole('link', { name: erasure.stranger.link }).click()
  const told = strangers.at(strangers.directions.in, 'Cổng Bến Đò')
  await expect(chief.page.getByRole('link', { name: told })).toBeVisible()
  await chief.page.getByRole('radio', { name: erasure.stranger.reasons.mistake }).check()
  await hold(chief.page)
  await expect(page.getByText(erasure.stranger.gone)).toBeVisible()
  await goInside(other, `/strangers/${id}/link`)
  await expect(page.getByText(erasure.stranger.gone)).toBeVisible()

  await goInside(other, '/sync')
  const card = page.getByRole('listitem').filter({ hasText: erasure.stranger.title })
  await expect(card).toContainText(erasure.atGate(clockTime(idTime(id), Date.now()), ''))
  await expect(card).toContainText(`${erasure.done(1, 0)}. ${erasure.own(1)} ${erasure.noLink}`)
})

test('Đồng bộ tells the commander of the erasure, and everybody of a quarter that was removed', async () => {
  const quarter = quarterAfter(Date.now(), -12)
  const early = quarterAfter(Date.now(), -3)
  for (const one of [quarter, early])
    await provisionDatabases([stack.unit], { ...stack.tools, now: () => quarterStart(one) })
  const who = 'Lê Quốc Thắng'
  await removeQuarter({ unit: stack.unit, book: 'gates', quarter }, { who }, stack.tools)
  const anyway = 'Theo công văn 12'
  await removeQuarter({ unit: stack.unit, book: 'gates', quarter: early }, { who, anyway }, stack.tools)
  const removed = retention.removed(retention.books.gates, quarter, false)
  for (const { page } of [chief, other]) {
    await goInside({ page }, '/more')
    await openMore({ page } as Phone, vi.nav.sync)
    await expect(page.getByText(removed)).toBeVisible()
    await expect(page.getByText(retention.removed(retention.books.gates, early, true))).toBeVisible()
    await expect(page.getByText(retention.anyway(anyway))).toBeVisible()
    // By a device of the test, not by that phone: it is told to the commander alone.
    await expect(page.getByText(erasure.person.title)).toHaveCount(page === chief.page ? 1 : 0)
  }
  expect(await look(chief.page, 'vi', 'what was taken away')).toEqual([])
})
