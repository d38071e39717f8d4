import { line } from '#lib/domain/hui/line.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { register } from '#lib/i18n/notices/register-vi.ts'
import { asDocument } from '../../facts.ts'
import { agreement, TestLine, wholeParts } from '../../hui/test-line.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { dayFromNow, hosts } from './hui-entries.ts'

const million = 1_000_000
const first = dayFromNow(-70)
let stack: TestStack
let phone: Phone
/** Hosts nothing, and has not paid the first round. */
let myLe: string
/** A line with two rounds behind it, of which no pot was handed over, and a third whose day is past. */
let id: string
/** A line of three with two rounds behind it, all collected, of which no pot was handed over. */
let collected: string
let pots: number[]
let group: string
/** A line that was stopped: somebody had left it, and a debt was acknowledged. */
let ended: string
let payout: number

const newId = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const typed = (day: string) => day.split('-').reverse().join('/')

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  const names = ['Tăng Mỹ Huệ', 'Thu Hà', 'Sà Rêl', 'Mỹ Lệ', 'Tư Lựu', 'Lưu Tú Quyên']
  const [host, thuHa, saRel, le, luu] = (await hosts(stack, ...names)) as [
    string,
    string,
    string,
    string,
    string
  ]
  myLe = le
  const parts = wholeParts(thuHa, saRel, myLe, luu)
  const terms = { code: 'N-01', host, parts, on: first, startsOn: first }
  const book = new TestLine(agreement(4, million, terms))
  book.round(1, 2, 100_000, { on: first, collected: true, unpaid: [myLe] })
  book.round(2, 1, 100_000, { on: dayFromNow(-40) })
  payout = line(book.facts, Date.now() + 1e12)!.rounds[0]!.payout
  id = newId()
  for (const { type, body } of book.facts) await write(type as `hui.${string}`, `line/${id}`, body)
  const open = new TestLine(
    agreement(3, million, { ...terms, code: 'N-02', parts: wholeParts(thuHa, saRel, luu) })
  )
  open.round(1, 2, 100_000, { on: first, collected: true })
  open.round(2, 1, 100_000, { on: dayFromNow(-40), collected: true })
  pots = line(open.facts, Date.now() + 1e12)!.rounds.map((round) => round.payout)
  collected = newId()
  for (const { type, body } of open.facts) await write(type as `hui.${string}`, `line/${collected}`, body)
  const over = new TestLine(
    agreement(3, million, { ...terms, code: 'N-03', parts: wholeParts(thuHa, saRel, luu) })
  )
  over.round(1, 2, 100_000, { on: first, collected: true })
  over.depart(3, 2, { on: dayFromNow(-60) })
  over.stop(dayFromNow(-30))
  over.acknowledge(thuHa, [[dayFromNow(-10), 300_000]], { on: dayFromNow(-20) })
  ended = newId()
  // Signatures name the record of leaving by the id that it gets here.
  const ids = new Map<unknown, string>()
  for (const { id: before, type, body } of over.facts) {
    const change = ids.get(body['change'])
    ids.set(
      before,
      await write(type as `hui.${string}`, `line/${ended}`, { ...body, ...(change && { change }) })
    )
  }
  group = newId()
  await write('hui.group-registered', `group/${group}`, {
    on: first,
    said: { by: 'host', how: 'talk' },
    host,
    zalo: 'Hụi cô Huệ',
    since: first,
    members: 20,
    n: 12,
    face: 3 * million,
    period: 'week',
    startsOn: dayFromNow(-5)
  })
  const { name, password } = await stack.account('commander')
  phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
})

async function write(type: `hui.${string}`, stream: string, body: object) {
  const { device, post } = await stack.account('officer')
  const fact = device.fact(stack.unit, 'hui', type, stream, body)
  const answer = await post(`/${stack.database('hui')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toEqual([expect.objectContaining({ ok: true })])
  return fact.id
}

const button = (name: string) => phone.page.getByRole('button', { name })
const radio = (name: string) => phone.page.getByRole('radio', { name })
const link = (name: string) => phone.page.getByRole('main').getByRole('link', { name })

test('the line says which pot is still out and leads there; money goes into the book on the day it moved', async () => {
  const { page } = phone
  await goInside(phone, `/hui/${id}`)
  await link(hui.line.notHandedOf(1, money(payout))).click()
  await expect(page.getByLabel(hui.pay.round, { exact: true })).toHaveValue('1')
  const row = page.getByRole('listitem').filter({ hasText: 'Mỹ Lệ' })
  const paid = dayFromNow(-10)
  // Money that comes long after the round is of today, unless somebody says otherwise.
  await expect(radio(hui.pay.days.today)).toBeChecked()
  await radio(hui.pay.days.other).check()
  const day = page.getByLabel(hui.pay.otherDay, { exact: true })
  await day.fill(typed(dayFromNow(-71)))
  await expect(page.getByText(hui.pay.dayEarly)).toBeVisible()
  await expect(row).toHaveCount(0)
  await day.fill(typed(paid))
  await row.getByRole('button', { name: `${hui.pay.full(money(900_000))} · ${typed(paid)}` }).click()
  await expect(row.getByText(hui.pay.done)).toBeVisible()

  await button(hui.pay.handAct(money(payout), 'Sà Rêl')).click()
  await expect(page.getByText(hui.pay.handTo(money(payout), 'Sà Rêl', typed(paid)))).toBeVisible()
  await button(hui.pay.other).click()
  await page.getByLabel(hui.pay.handAmount, { exact: true }).fill('500000')
  await button(hui.pay.save).click()
  const handed = hui.line.handedPart(money(500_000), money(payout))
  await expect(page.getByText(handed)).toBeVisible()

  // Sà Rêl owes the face of round 2: it is asked about before it is taken out of the pot.
  await button(hui.pay.setOff(money(million), 2, 'Sà Rêl')).click()
  await expect(page.getByText(hui.pay.setOffSure(money(million), 2, 'Sà Rêl', typed(paid)))).toBeVisible()
  await button(hui.pay.setOffYes).click()
  await expect(page.getByText(`${handed} · ${hui.line.setOffPart(money(million))}`)).toBeVisible()

  await goInside(phone, `/hui/${id}`)
  const entry = page.locator('#entries').getByRole('listitem')
  await expect(entry.filter({ hasText: hui.entries.payout(1) })).toContainText(typed(paid))
  await expect(entry.filter({ hasText: hui.entries.money['hui.contribution-received'](1) })).toContainText(
    typed(paid)
  )
})

test('the page of payments stays on the round it shows once its pot is handed over, and comes back to it', async () => {
  const { page } = phone
  await goInside(phone, `/hui/${collected}`)
  await link(hui.line.pay).click()
  const round = page.getByLabel(hui.pay.round, { exact: true })
  await expect(round).toHaveValue('2')
  await button(hui.pay.handAct(money(pots[1]!), 'Thu Hà')).click()
  await button(hui.pay.handed).click()
  await expect(page.getByText(hui.pay.settled)).toBeVisible()
  await expect(round).toHaveValue('2')
  await button(hui.receipt.issueFor(money(pots[1]!), '')).click()
  await button(hui.receipt.sure).click()
  await expect(page.getByRole('region', { name: hui.receipt.heading })).toBeVisible()
  await page.goBack()
  await expect(page.getByText(hui.pay.settled)).toBeVisible()
  await expect(round).toHaveValue('2')
  await round.selectOption('1')
  await expect(button(hui.pay.handAct(money(pots[0]!), 'Sà Rêl'))).toBeVisible()
})

test('thu đủ, trừ one is recorded in one act; a round taken back is begun with what it said', async () => {
  const { page } = phone
  await goInside(phone, `/hui/${id}/round`)
  await page.getByLabel(hui.round.bidder, { exact: true }).selectOption({ label: '4. Tư Lựu' })
  await page.getByLabel(hui.round.bid, { exact: true }).fill('150000')
  await radio(hui.round.collectedOptions.but).check()
  await button(hui.round.save).click()
  await expect(page.getByText(hui.round.unpaidMissing)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Mỹ Lệ' }).check()
  await button(hui.round.save).click()
  await expect(page.getByText(hui.line.paid(2, 3)).first()).toBeVisible()
  const entry = page
    .locator('#entries')
    .getByRole('listitem')
    .filter({ hasText: hui.entries.round(3) })
  await expect(entry).toContainText(hui.entries.allBut('Mỹ Lệ'))

  await entry.getByRole('button', { name: hui.entries.reverse.act }).click()
  await page.getByLabel(hui.entries.reverse.reason).fill('Ghi nhầm tiền bỏ')
  await button(hui.entries.reverse.act).first().click()
  await expect(page.getByText('Ghi nhầm tiền bỏ').first()).toBeVisible()
  await link(hui.line.openRound).click()
  await expect(page.getByLabel(hui.round.bid, { exact: true })).toHaveValue('150.000')
  await expect(radio(hui.round.collectedOptions.but)).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Mỹ Lệ' })).toBeChecked()
})

test('a member’s page has their own part and money, and none of the acts of a host', async () => {
  const { page } = phone
  await goInside(phone, `/hui/person/${myLe}`)
  const row = page.getByRole('listitem').filter({ hasText: 'N-01' })
  await expect(row).toContainText(hui.pay.owes('3'))
  await expect(row).toContainText(hui.balances.both(money(900_000), money(0)))
  // Her own due of round 2, and not what others owe.
  await expect(row).toContainText(hui.line.short(money(900_000)))
  await expect(link(hui.person.edit)).toBeVisible()
  for (const act of [hui.collapse.open, register.ask.link]) await expect(link(act)).toHaveCount(0)
})

test('money after the end goes into the book on the day it moved, and never before what it is paid for', async () => {
  const { page } = phone
  await goInside(phone, `/hui/${ended}`)
  const { settlement, members } = hui
  const share = page.getByRole('listitem').filter({ hasText: settlement.pair('Thu Hà', 'Tăng Mỹ Huệ') })
  await share.getByRole('button', { name: settlement.pay }).click()
  await expect(radio(hui.pay.days.today)).toBeChecked()
  await radio(hui.pay.days.other).check()
  const day = page.getByLabel(settlement.payDay, { exact: true })
  await day.fill(typed(dayFromNow(-21)))
  await expect(page.getByText(settlement.payEarly)).toBeVisible()
  await expect(share.getByLabel(settlement.payAmount)).toHaveCount(0)
  const [due, end] = [typed(dayFromNow(-10)), typed(dayFromNow(-30))]
  await radio(settlement.onDue(due)).check()
  await share.getByRole('button', { name: settlement.pay }).click()
  await expect(share).toContainText(settlement.done)

  // Three parts of a million, and the one that took pays nothing: a leaver claims what went in, 900.000.
  await button(members.card.payClaim(money(900_000))).click()
  await radio(members.card.onEnd(end)).check()
  await button(members.card.yes).click()
  await expect(page.getByText(members.card.paidBack(money(900_000)))).toBeVisible()
  const entry = page.locator('#entries').getByRole('listitem')
  await expect(entry.filter({ hasText: hui.entries.agreedPaid })).toContainText(due)
  await expect(entry.filter({ hasText: members.entries.claimPaid })).toContainText(end)
})

test('a line begins with what its group has declared', async () => {
  const { page } = phone
  await goInside(phone, `/hui/groups/${group}`)
  await link(hui.open).click()
  // The form first: the page before it says the host's name three times.
  await expect(page.getByLabel(hui.form.face, { exact: true })).toHaveValue('3.000.000')
  await expect(page.getByText('Tăng Mỹ Huệ')).toBeVisible()
  await expect(page.getByRole('radio', { name: hui.periods.week, exact: true })).toBeChecked()
  await expect(page.getByLabel(hui.form.startsOn, { exact: true })).toHaveValue(typed(dayFromNow(-5)))
  await expect(page.getByText(hui.form.declared(12))).toBeVisible()
})

test('who is called what was typed stands above others in whose name the words are', async () => {
  const { page } = phone
  await goInside(phone, '/hui')
  await page.getByLabel(hui.search).fill('tu luu')
  await expect(page.locator('a[href^="/hui/person/"]').first()).toContainText('Tư Lựu')
})
