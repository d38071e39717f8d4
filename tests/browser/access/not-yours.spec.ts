import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { nextReceiptNumber } from '#lib/domain/hui/receipt-number.ts'
import type { Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../facts.ts'
import { agreement, TestLine, wholeParts } from '../../hui/test-line.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { screens } from '../screens.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'
import { build } from '../server.ts'

const newId = () => uuidv7(Date.now(), randomBytes(10))
const [open, ended, host, member, line, file, model, group, huiGroup, none] = Array.from(
  { length: 10 },
  newId
)
/** The record of one notice, whose receipt is a screen, and that of one handover. */
let notice = ''
let receipt = ''
let handover = ''
/** Wrote it all: an account whose work can be handed over. */
let author = ''
/** The value of each parameter in an address of `screens`. */
const named = (): readonly (readonly [start: string, end: string, id: string])[] => [
  ['/gate/', '', 'cong-1'],
  ['/incident/', '', open!],
  ['/hui/person/', '', host!],
  ['/hui/collapse/', '', file!],
  ['/hui/groups/', '', huiGroup!],
  ['/hui/', '', line!],
  ['/movement/', '', model!],
  ['/notices/', '', line!],
  ['/private/', '', host!],
  ['/handover/', '', handover],
  // Of these the unit has none.
  ['/alarm/', '', none!],
  ['/strangers/', '', none!],
  ['/sync/', '', none!]
]
const addressOf = (screen: string) => {
  const id = named().find(([start]) => screen.startsWith(start))?.[2] ?? ''
  const places = {
    '[id]': id,
    '[group]': group!,
    '[notice]': notice,
    '[receipt]': receipt,
    '[about]': 'person',
    '[detail]': none!,
    '[account]': author,
    '[kind]': 'same'
  }
  return Object.entries(places).reduce((address, [name, value]) => address.replace(name, value), screen)
}

let stack: TestStack
const keep = forTest()

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-1', name: 'Cổng Một', kind: 'hand' }]
  })
  await write()
})

/** Something of each book, so that each address leads to something. */
async function write() {
  const commander = await stack.account('commander')
  const device = commander.device
  author = commander.name
  const put = async (book: Book, type: string, stream: string, body: object) => {
    const fact = device.fact(stack.unit, book, type, stream, body)
    const answer = await commander.post(`/${stack.database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
    expect(await answer.json()).toEqual([expect.objectContaining({ ok: true })])
    return fact.id
  }
  const report = { category: 'theft', text: 'Mất xe', source: 'phone', triage: 'crime' }
  await put('incidents', 'incidents.tip-received', `incident/${open}`, report)
  const first = await put('incidents', 'incidents.tip-received', `incident/${ended}`, report)
  const end = { after: first, to: 'closed', reason: 'Đã xong' }
  await put('incidents', 'incidents.incident-closed', `incident/${ended}`, end)
  await put('hui', 'hui.person-described', `person/${host}`, { name: 'Ba Huệ' })
  await put('hui', 'hui.person-described', `person/${member}`, { name: 'Mỹ Lệ' })
  const parts = wholeParts(member!, member!, host!)
  const book = new TestLine(agreement(3, 2_000_000, { code: 'T-1', host: host!, parts }))
  book.round(1, 1, 350_000)
  for (const { type, body } of book.facts) await put('hui', type, `line/${line}`, body)
  const paid = book.pay(1, 3, 100_000)
  const entry = await put('hui', paid.type, `line/${line}`, paid.body)
  const number = nextReceiptNumber(0, device.id, 'Láng Tròn')
  const says = { ...book.issue(paid)!.body, entry, number }
  receipt = await put('hui', 'hui.receipt-issued', `line/${line}`, says)
  await put('hui', 'hui.collapse-opened', `collapse/${file}`, { host, on: '2026-11-01', gist: 'Bà con đến' })
  const heard = { on: '2026-01-05', said: { by: 'host', how: 'talk' } }
  await put('hui', 'hui.group-registered', `group/${huiGroup}`, {
    ...heard,
    host,
    zalo: 'Hụi Ba Huệ',
    since: '2026-01-05',
    members: 20
  })
  const days = { startsOn: '2026-01-05', endsOn: '2026-03-05' }
  const row = { host, hostName: 'Ba Huệ', line: 'T-1', n: 3, face: 2_000_000, members: 2, period: 'month' }
  await put('notices', 'notices.line-listed', `notice/${line}`, { ...row, ...days })
  const paper = { kind: 'new', receivedOn: '2026-01-06', number: '7', from: 'Ba Huệ', value: 6_000_000 }
  notice = await put('notices', 'notices.notice-received', `notice/${line}`, {
    ...paper,
    ...days,
    host: { name: 'Ba Huệ' },
    members: 2
  })
  const passed = { from: 'da-nghi', to: author, files: [open], lines: [line], gates: ['cong-1'], groups: [] }
  handover = await put('incidents', 'incidents.work-handed-over', `handover/${newId()}`, passed)
  const listed = { name: 'Camera an ninh', field: 'security', since: '2026-01-05' }
  await put('movement', 'movement.model-listed', `model/${model}`, listed)
  const members = { value: 14, precision: 'exact' }
  const counted = { group, kind: 'group', name: 'Tổ 1', groups: 1, members, asOf: '2026-01-05' }
  await put('movement', 'movement.group-counted', `model/${model}`, counted)
}

/** A new account's phone on which every book has come. */
async function phoneOf(role: 'commander' | 'officer' | 'auditor'): Promise<Phone> {
  const { name, password } = await stack.account(role)
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  for (const [path, shown] of [
    ['/gates', 'Cổng Một'],
    [`/incident/${open}`, 'Mất xe'],
    [`/incident/${ended}`, 'Đã xong'],
    [`/hui/${line}`, 'T-1'],
    [`/hui/groups/${huiGroup}`, 'Hụi Ba Huệ'],
    [`/notices/${line}`, 'Ba Huệ'],
    [`/movement/${model}`, 'Tổ 1']
  ] as const) {
    await goInside(phone, path)
    await expect(phone.page.getByText(shown).first()).toBeVisible()
  }
  return phone
}

/** Finds everything that one could write with: forms, buttons but those that show more, and links to forms. */
const toWrite = (page: Page) =>
  page.getByRole('main').locator(
    `form, textarea, input[type=file], a[href*="/write"], a[href$="/new"], a[href$="/tip"], a[href$="/edit"],
      a[href*="/group/"], a[href*="/place/"],
      ${[
        'note',
        'stage',
        'close',
        'answer',
        'round',
        'pay',
        'stop',
        'interest',
        'debt',
        'settlement',
        'collapse',
        'signs',
        'remarks',
        'report',
        'commitment',
        'status',
        'seat',
        'asset',
        'claim',
        'erase',
        'receive',
        'ask',
        'handover'
      ]
        .map((form) => `a[href$="/${form}"]`)
        .join(', ')}`
  )

/** Everybody's own: nothing of it is written into a book. */
const own = new Set(['/settings/lock', '/settings/password'])

/** The screens that have something to write with for whom may write everything. */
async function writingScreens(phone: Phone): Promise<string[]> {
  const found: string[] = []
  for (const screen of screens) {
    if (own.has(screen)) continue
    await goInside(phone, addressOf(screen))
    await drawn(phone.page)
    // No address is answered by an empty page.
    await expect.soft(phone.page.getByRole('heading', { level: 1 }), screen).not.toHaveCount(0)
    if ((await toWrite(phone.page).count()) > 0) found.push(screen)
  }
  return found
}

/** Waits until the screen shows what its address names. */
const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

test('who only reads finds nothing to write with, whatever the address', async () => {
  const forms = screens.filter((screen) =>
    /\/(new|tip|note|stage|close|answer|write|round|stop|interest|collapse|claim|report|commitment|status|seat|asset|edit|receive|ask|numbers|hui-words|handover|\[group\])$/.test(
      screen
    )
  )
  const commander = await writingScreens(await phoneOf('commander'))
  expect(commander).toEqual(expect.arrayContaining(forms))
  const auditor = await phoneOf('auditor')
  expect(await writingScreens(auditor)).toEqual([])
  await goInside(auditor, `/hui/${line}/pay`)
  await expect(auditor.page.getByText(hui.line.readOnly)).toBeVisible()
  await expect(auditor.page.getByRole('main').getByRole('button')).toHaveCount(0)
})

test('an officer neither ends an incident nor opens it again, and sets nothing for the unit', async () => {
  const phone = await phoneOf('officer')
  const { page } = phone
  const link = (name: string) => page.getByRole('main').getByRole('link', { name, exact: true })
  await goInside(phone, `/incident/${open}`)
  await expect(link(t.changeStage)).toBeVisible()
  await expect(link(t.end)).toHaveCount(0)
  await goInside(phone, `/incident/${open}/close`)
  await expect(page.getByText(vi.notYours)).toBeVisible()
  await expect(page.getByRole('radio')).toHaveCount(0)
  await goInside(phone, `/incident/${open}/stage`)
  await expect(page.getByRole('radio', { name: t.stages.handling })).toBeVisible()
  for (const end of [t.stages.closed, t.stages.cancelled])
    await expect(page.getByRole('radio', { name: end })).toHaveCount(0)
  await goInside(phone, `/incident/${ended}`)
  await expect(link(t.reopen)).toHaveCount(0)
  await goInside(phone, `/incident/${ended}/stage`)
  await expect(page.getByText(t.form.ended)).toBeVisible()
  await goInside(phone, '/settings')
  await expect(page.getByRole('button', { name: vi.settings.lock })).toBeVisible()
  for (const path of ['/settings/numbers', '/settings/alarm', '/settings/hui-words'])
    await expect(page.locator(`a[href="${path}"]`)).toHaveCount(0)
  for (const path of ['/settings/numbers', '/settings/hui-words']) {
    await goInside(phone, path)
    await drawn(page)
    await expect(page.locator('form')).toHaveCount(0)
  }
  await goInside(phone, '/phones')
  await expect(page.getByText(vi.notYours)).toBeVisible()
  await expect(page.getByRole('button', { name: standing.approve('') })).toHaveCount(0)
})
