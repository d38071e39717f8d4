import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { judgeCommand } from '#lib/domain/gates/contract/checks/checks.ts'
import { holderAtGate } from '#lib/domain/gates/contract/keys.ts'
import { handoverLimits } from '#lib/domain/handover/facts.ts'
import type { Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { handover as t } from '#lib/i18n/handover/handover-vi.ts'
import { huiGroups } from '#lib/i18n/hui/groups-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../facts.ts'
import { agreement, wholeParts } from '../../hui/test-line.ts'
import { command, outcome, world } from '../../gate-commands.ts'
import { words } from '../../inputs/odd.ts'
import { textOfPages } from '../../pdf.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, holdByKey, readyForOffline, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

const newId = () => uuidv7(Date.now(), randomBytes(10))
const bare = (text: string) => text.replace(/\s/g, '')

let stack: TestStack
let chief: Phone
let chiefName: string
const keep = forFile(async (keep) => {
  stack = keep(await stackWithGate())
  const { phone, account } = await phoneOf(stack, 'commander')
  chief = keep(phone)
  chiefName = nameOf(account)
  await readyForOffline(chief)
})

const nameOf = ({ name }: TestAccount) => `Người ${name}`

/** Something that an account recorded, `ago` ms before now, and sends now. */
async function put(by: TestAccount, book: Book, type: string, stream: string, body: object, ago = 0) {
  const fact = by.device.fact(stack.unit, book, type, stream, body, { ms: Date.now() - ago })
  const answer = await by.post(`/${stack.database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toEqual([expect.objectContaining({ ok: true })])
}

const report = (by: TestAccount, file: string, text: string, ago = 0) =>
  put(by, 'incidents', 'incidents.incident-reported', `incident/${file}`, { category: 'theft', text }, ago)

async function openLine(by: TestAccount, line: string) {
  const host = newId()
  await put(by, 'hui', 'hui.person-described', `person/${host}`, { name: 'Ba Huệ' })
  const terms = { code: 'T-67', host, startsOn: '2026-01-05', parts: wholeParts(host, host) }
  await put(by, 'hui', 'hui.line-agreed', `line/${line}`, agreement(2, 2_000_000, terms))
}

/** Registers a hụi group in which an account sits. */
async function seatIn(group: string, account: TestAccount) {
  const told = { on: '2026-01-05', said: { by: 'host', how: 'talk' } }
  const host = newId()
  await put(account, 'hui', 'hui.person-described', `person/${host}`, { name: 'Chị Rinh' })
  const row = { ...told, host, zalo: 'Hụi chị Rinh', since: told.on, members: 9 }
  await put(account, 'hui', 'hui.group-registered', `group/${group}`, row)
  const seat = { on: told.on, official: { account: account.name }, role: 'police' }
  await put(account, 'hui', 'hui.official-seated', `group/${group}`, seat)
}

/** Opens the form from the account's page, and chooses the successor. */
async function toForm({ page }: Phone, from: TestAccount, to?: TestAccount) {
  await goInside({ page }, `/phones/account/${from.name}`)
  await page.getByRole('link', { name: t.title, exact: true }).click()
  await expect(page.getByText(t.from(nameOf(from)))).toBeVisible()
  if (to) await page.getByLabel(t.to, { exact: true }).selectOption(to.name)
}

/** Holds the button until what comes of it is seen. */
const hold = (page: Page, seen: () => Promise<unknown>) =>
  holdByKey(page.getByRole('button', { name: t.hold }), seen)

const arrived = (page: Page) => page.waitForURL(({ pathname }) => pathname.startsWith('/handover/'))

test('a commander without a signal hands everything over; once it is back the successor sees the task and confirms, and the paper says both', async () => {
  const { page } = chief
  const leaver = await stack.account('officer')
  const { phone, account: heir } = await phoneOf(stack, 'officer')
  const next = keep(phone)
  await stack.entrust(leaver.name, 'cong-chua')
  const [file, late, line] = [newId(), newId(), newId()]
  const text = 'Mất máy bơm ở vuông tôm thứ hai'
  await report(leaver, file, text)
  await openLine(leaver, line)
  const group = newId()
  await seatIn(group, leaver)
  await goInside(chief, `/incident/${file}`)
  await expect(page.getByText(t.inCharge(nameOf(leaver)))).toBeVisible()
  await goInside(chief, `/hui/${line}`)
  await expect(page.getByText(t.inCharge(nameOf(leaver)))).toBeVisible()
  await goInside(chief, `/hui/groups/${group}`)
  await expect(page.getByRole('region', { name: huiGroups.page.seats })).toContainText(nameOf(leaver))

  await test.step('without a signal: what is missing is told, and what was typed stays', async () => {
    chief.signal.lose()
    await toForm(chief, leaver)
    for (const shown of [t.files(1), t.lines(1), t.gates(1), t.groups(1), text, 'Cổng Chùa'])
      await expect(page.getByText(shown).first()).toBeVisible()
    await hold(page, () => expect(page.getByText(t.toMissing)).toBeVisible())
    const offered = page.getByLabel(t.to, { exact: true }).getByRole('option')
    await expect(offered.filter({ hasText: nameOf(leaver) })).toHaveCount(0)
    await page.getByLabel(t.to, { exact: true }).selectOption(heir.name)
    const reason = page.getByLabel(t.reason, { exact: true })
    for (const { typed, says } of words(handoverLimits.reason)) {
      await reason.evaluate((element, text) => {
        const field = element as HTMLInputElement
        field.value = text
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }, typed)
      await hold(page, () => expect(page.getByText(says)).toBeVisible())
    }
    await reason.fill('Điều động về tỉnh')
    await goInside(chief, '/more')
    await toForm(chief, leaver)
    await expect(reason).toHaveValue('Điều động về tỉnh')
    await expect(page.getByLabel(t.to, { exact: true })).toHaveValue(heir.name)
    await hold(page, () => arrived(page))
    await expect(page.getByText(t.pending)).toBeVisible()
    await expect(page.getByText(t.waits(nameOf(heir)))).toBeVisible()
  })

  await goInside(next, '/')
  const task = next.page.getByRole('link', { name: t.received(nameOf(leaver)) })
  await expect(task).toHaveCount(0)
  chief.signal.regain()
  await expect(task).toBeVisible()
  await expect(page.getByText(t.pending)).toBeHidden()

  await test.step('what the leaver recorded before, on a phone that was away, goes over too', async () => {
    await report(leaver, late, 'Gà bị bắt trộm đêm qua', 3_600_000)
    await goInside(next, `/incident/${late}`)
    await expect(next.page.getByText(t.inCharge(nameOf(heir)))).toBeVisible()
    await goInside(next, `/hui/${line}`)
    await expect(next.page.getByText(t.inCharge(nameOf(heir)))).toBeVisible()
    await goInside(next, `/hui/groups/${group}`)
    const seats = next.page.getByRole('region', { name: huiGroups.page.seats })
    await expect(seats).toContainText(nameOf(heir))
    await expect(seats).not.toContainText(nameOf(leaver))
  })

  await test.step('the successor opens the list and confirms', async () => {
    await goInside(next, '/')
    await task.click()
    await expect(next.page.getByText(text)).toBeVisible()
    await next.page.getByRole('button', { name: t.takeOver, exact: true }).click()
    await expect(next.page.getByText(/đã nhận,/)).toBeVisible()
    await expect(next.page.getByRole('button', { name: t.takeOver, exact: true })).toHaveCount(0)
    await goInside(next, '/')
    await expect(next.page.getByRole('link', { name: vi.home.writeIncident, exact: true })).toBeVisible()
    await expect(task).toHaveCount(0)
  })

  await test.step('the paper names the three, every item, and both records', async () => {
    await expect(page.getByText(/đã nhận,/)).toBeVisible()
    const id = new URL(page.url()).pathname.split('/')[2]!
    await page.getByRole('link', { name: t.print }).click()
    await expect(page.getByRole('heading', { name: t.paper.heading })).toBeVisible()
    const whole = textOfPages(await page.pdf({ preferCSSPageSize: true })).join('')
    for (const said of [
      ...[leaver, heir].map(nameOf),
      chiefName,
      'Điều động về tỉnh',
      text,
      'T-67',
      t.paper.round(0, 2),
      'Cổng Chùa',
      `Người nhận đã xác nhận trên máy: ${nameOf(heir)}`,
      id,
      t.paper.signed.genuine,
      ...t.paper.signers
    ])
      expect(whole).toContain(bare(said))
  })

  await test.step('the account’s page says what else to do', async () => {
    await goInside(chief, `/phones/account/${leaver.name}`)
    await expect(page.getByText(t.nextText(nameOf(leaver)))).toBeVisible()
    await expect(page.getByRole('link', { name: t.handed(nameOf(heir)) })).toBeVisible()
  })
})

test('a keeper’s gate goes over: from then on the successor closes it, and neither phone nor agent lets the keeper', async () => {
  const [leaver, heir] = [await stack.account('keeper'), await stack.account('keeper')]
  await stack.entrust(leaver.name, 'cong-1b')
  const [own, next] = [
    keep((await phoneOf(stack, 'keeper', undefined, leaver)).phone),
    keep((await phoneOf(stack, 'keeper', undefined, heir)).phone)
  ]
  const holdOn = ({ page }: Phone) => page.getByRole('button', { name: live.hold })
  for (const phone of [own, next]) await goInside(phone, '/gate/cong-1b')
  await expect(holdOn(own)).toBeVisible()
  await expect(next.page.getByRole('heading', { name: 'Cổng 1B', exact: true })).toBeVisible()
  await expect(holdOn(next)).toHaveCount(0)

  /** Asks the agent's own rule what it answers to a command of that account, by the directory as the server has it. */
  const atAgent = async ({ name, device }: TestAccount) => {
    const holder = holderAtGate(await stack.known(), { account: name, key: device.id, gate: 'cong-1b' })!
    return outcome(judgeCommand(command('CLOSE', {}, device), world({ holder })))
  }
  expect([await atAgent(leaver), await atAgent(heir)]).toEqual(['CLOSE', 'NOT_ALLOWED'])

  await toForm(chief, leaver, heir)
  await hold(chief.page, () => arrived(chief.page))
  await expect(chief.page.getByText(t.byHand(nameOf(heir)))).toBeVisible()
  await expect(chief.page.getByText('Cổng 1B')).toBeVisible()
  await expect(holdOn(next)).toBeVisible()
  await expect(holdOn(own)).toHaveCount(0)
  expect([await atAgent(leaver), await atAgent(heir)]).toEqual(['NOT_ALLOWED', 'CLOSE'])
})
