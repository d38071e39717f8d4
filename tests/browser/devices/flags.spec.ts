import type { Page } from '@playwright/test'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { flags as t } from '#lib/i18n/devices/flags-vi.ts'
import { kinds } from '#lib/i18n/fact-types-vi.ts'
import { otherPhones } from '#lib/i18n/devices/other-devices-vi.ts'
import { signatures } from '#lib/i18n/signatures-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import { idOf } from '../../movement.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { agreement, wholeParts } from '../../hui/test-line.ts'
import type { TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, holdByKey, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

/** Records written past the gateway, in all books, by a phone that nobody approved, and some in an approved one's name. */
let stack: TestStack
let phone: Phone
let page: Page
let stranger: TestDevice
let approved: { name: string; device: TestDevice }
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  const account = await stack.account('commander')
  approved = await stack.account('officer')
  stranger = new TestDevice(approved.name)
  await plant(stranger, 'chưa duyệt')
  const { body } = approved.device.note(stack.unit)
  const forged = approved.device.note(stack.unit, { body: { ...body, reason: 'Sửa sau khi ký' } })
  await insert({ ...forged, body: { ...body, reason: 'Đã bị sửa' } } as Envelope)
  await insert(approved.device.note(stack.unit, { body: { ...body, reason: 'Ghi thật' } }))
  ;({ phone } = await phoneOf(stack, 'commander', undefined, account))
  keep(phone)
  page = phone.page
})

const insert = (fact: Envelope) =>
  stack.couch.nano.use(stack.database(fact.book as Book)).insert(asDocument(fact) as never)

/** One record of each kind that a screen shows by itself. */
async function plant(by: TestDevice, words: string): Promise<void> {
  const write = (book: Book, type: string, stream: string, body: object) =>
    insert(by.fact(stack.unit, book, `${book}.${type}`, stream, body))
  const what = { what: 'closed', reason: words, who: 'Ai đó' }
  await write('gates', 'note-written', 'gate/cong-chua', what)
  await write('incidents', 'incident-reported', `incident/${idOf('vu')}`, { category: 'theft', text: words })
  await write('hui', 'person-described', `person/${idOf('chu')}`, { name: 'Trần Thị Huệ' })
  const host = idOf('chu')
  const terms = { code: 'LT-77', host, startsOn: '2026-11-01', parts: wholeParts(host, host) }
  await write('hui', 'line-agreed', `line/${idOf('day')}`, agreement(2, 1_000_000, terms))
  const model = { name: words, field: 'security', since: '2022-11' }
  await write('movement', 'model-listed', `model/${idOf('mo')}`, model)
  await write('duty', 'stranger-seen', `stranger/${idOf('la')}`, { gate: 'cong-chua', direction: 'in' })
  const alarm = { gates: ['cong-chua'], from: 'app', drill: true }
  await write('duty', 'alarm-started', `alarm/${idOf('bao')}`, alarm)
}

const marks = (mark: keyof typeof signatures.marks = 'unverified') =>
  page.getByText(signatures.marks[mark], { exact: true })

test('what nobody vouches for is marked, wherever it is shown', async () => {
  for (const path of [
    '/gates',
    '/gate/cong-chua',
    '/gates/log',
    '/incidents',
    `/incident/${idOf('vu')}`,
    '/hui',
    `/hui/${idOf('day')}`,
    '/movement',
    `/movement/${idOf('mo')}`,
    '/strangers',
    `/strangers/${idOf('la')}`,
    '/alarm',
    `/alarm/${idOf('bao')}`
  ]) {
    await goInside(phone, path)
    await expect(marks().filter({ visible: true }).first(), path).toBeVisible()
  }
})

test('a doubtful record names the phone in whose name it stands', async () => {
  const named = standing.code(deviceCode(stranger.id))
  await goInside(phone, '/gate/cong-chua')
  const row = page.getByRole('listitem').filter({ hasText: 'chưa duyệt' }).first()
  await expect(row).toContainText(signatures.from(named))
  await expect(row).toContainText(signatures.explained.unverified)
})

test('what was changed after its phone signed it says so, and what is known good says nothing', async () => {
  await goInside(phone, '/gate/cong-1b')
  const row = (words: string) => page.getByRole('listitem').filter({ hasText: words })
  await expect(row('Đã bị sửa')).toContainText(signatures.marks.changed)
  await expect(row('Đã bị sửa')).toContainText(signatures.explained.changed)
  await expect(row('Ghi thật')).toBeVisible()
  for (const words of Object.values(signatures.marks)) await expect(row('Ghi thật')).not.toContainText(words)
})

test('the commander is told on the first page, sees what to do, and settles it', async () => {
  await goInside(phone, '/')
  const task = page.getByRole('link').filter({ hasText: t.task(2).split('2')[1]! })
  // Says it once.
  await expect(task).not.toContainText(t.title)
  await task.click()
  await expect(page).toHaveURL(/\/phones$/)
  const unknown = page.getByRole('listitem').filter({ hasText: t.unknown('') })
  await expect(unknown.first()).toContainText('Việc cần làm')
  const name = `Người ${approved.name}`
  const link = page.getByRole('link').filter({ hasText: t.of(name, t.found.unsealed(2)) })
  await expect(link).toContainText(standing.code(deviceCode(approved.device.id)))
  await link.click()
  await expect(page).toHaveURL(new RegExp(`/phones/${approved.device.id}$`))
  const flag = page.getByRole('listitem').filter({ hasText: t.found.unsealed(2) })
  await expect(flag).toContainText(t.explained.unsealed)
  // Names a record that this phone holds by its kind and hour, and leads to its page.
  await expect(flag).not.toContainText(otherPhones.book('gates'))
  const record = `${kinds['gates.note-written']}: ${vi.happenings.closed}`
  await expect(flag.getByRole('link', { name: record })).toHaveCount(2)
  await expect(flag.getByRole('link', { name: record }).first()).toHaveAttribute('href', /^\/gate\//)
  const settle = page.getByRole('button', { name: t.settle })
  const all = await settle.count()
  const first = flag.getByRole('button', { name: t.settle })
  // A tap settles none, nor does a second one: it is told to hold.
  await first.dblclick()
  await expect(flag.getByRole('button', { name: vi.holdLonger })).toBeVisible()
  await expect(first).toBeVisible()
  await holdByKey(first, () => expect(flag).toHaveCount(0))
  await expect(
    page.getByRole('status').filter({ hasText: t.settled(t.of(name, t.found.unsealed(2))) })
  ).toBeVisible()
  await expect(settle).toHaveCount(all - 1)
  await goInside(phone, '/phones')
  await expect(page.getByRole('link').filter({ hasText: t.found.unsealed(2) })).toHaveCount(0)
  await expect(page.getByRole('link').filter({ hasText: t.of(name, t.found.changed(1)) })).toBeVisible()
})
