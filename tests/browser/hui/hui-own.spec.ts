import type { Envelope } from '#lib/domain/fact.ts'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { huiOwn as t } from '#lib/i18n/hui/own/own-vi.ts'
import { peers } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { openLine, openRound } from './hui-steps.ts'

let stack: TestStack
const keep = forTest()
forFile(async (keep) => void (stack = keep(await startTestStack({ buildDir: build }))))

async function phoneOf(role: 'host' | 'officer'): Promise<Phone & { account: string }> {
  const { name, password } = await stack.account(role)
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  return Object.assign(phone, { account: name })
}

async function huiFacts(): Promise<Envelope[]> {
  const { rows } = await stack.couch.nano.use(stack.database('hui')).list({ include_docs: true })
  return rows.flatMap(({ doc }) => (doc && 'stream' in doc ? [doc as unknown as Envelope] : []))
}

test('a host keeps her own lines, sees who pays and what to hand over, and hands one in that stands as what she declares', async () => {
  const host = await phoneOf('host')
  const { page } = host
  await expect(page.getByRole('heading', { level: 1, name: t.title })).toBeVisible()
  const nav = page.getByRole('navigation', { name: vi.nav.label })
  await expect(nav.getByRole('link', { name: vi.nav.hui })).toBeVisible()
  for (const name of [vi.nav.gates, vi.nav.incidents])
    await expect(nav.getByRole('link', { name })).toHaveCount(0)
  const members = ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  for (const code of ['CH-1', 'CH-2']) {
    await goInside(host, '/hui')
    const others = members.map((name) => `${name} ${code}`)
    await openLine(page, { code, face: '2000000', commission: '1.000.000', members: others })
  }
  host.signal.lose()
  await openRound(page, { '2. Sà Rêl CH-2': '350.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.took('Sà Rêl CH-2', money(350_000))).first()).toBeVisible()

  await goInside(host, '/')
  const round = page.getByRole('region', { name: t.collect('CH-2', 1) })
  for (const name of ['Thu Hà CH-2', 'Mỹ Lệ CH-2'])
    await expect(round.getByRole('listitem').filter({ hasText: name })).toContainText(money(1_650_000))
  await expect(round.getByRole('listitem').filter({ hasText: t.handTo('Sà Rêl CH-2') })).toContainText(
    money(2_300_000)
  )
  expect(await huiFacts()).toEqual([])
  host.signal.regain()

  const officer = await phoneOf('officer')
  await goInside(host, '/hui')
  await page.getByRole('link', { name: /^CH-2/ }).click()
  await page.getByRole('link', { name: t.handIn.title }).click()
  await page.getByRole('link', { name: peers.qr.give.file }).click()
  await page.getByRole('button', { name: `Người ${officer.account}` }).click()
  const code = (await page.locator('.code').textContent())!
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: peers.give.save }).click()
  const path = await (await downloading).path()

  const taker = officer.page
  await goInside(officer, '/peers?do=take&by=file')
  await taker.locator('input[type=file]').setInputFiles(path)
  await taker.getByLabel(peers.take.code, { exact: true }).fill(code)
  await taker.getByRole('button', { name: peers.take.submit, exact: true }).click()
  await expect(taker.getByText(peers.take.done(`Người ${host.account}`))).toBeVisible()
  await goInside(officer, '/hui')
  await expect(taker.getByRole('heading', { name: t.declared.title })).toBeVisible()
  await taker.getByRole('link', { name: /^CH-2/ }).click()
  await expect(taker.getByText(t.declared.text(`Người ${host.account}`))).toBeVisible()
  await expect(taker.getByText(hui.line.took('Sà Rêl CH-2', money(350_000))).first()).toBeVisible()
  await expect(taker.getByRole('link', { name: hui.line.openRound })).toHaveCount(0)

  // Four people, the agreement and the round: of the other line, nothing.
  await expect.poll(async () => (await huiFacts()).length).toBe(6)
  for (const fact of await huiFacts()) expect(fact).toMatchObject({ by: host.account, via: officer.account })
})

test('once she is an officer her lines stand apart as hers, on this phone alone, to be handed in', async () => {
  const host = await phoneOf('host')
  const { page, account } = host
  await goInside(host, '/hui')
  await openLine(page, {
    code: 'CH-9',
    face: '2000000',
    commission: '1.000.000',
    members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  })
  const before = (await huiFacts()).length
  const rolesByUnit = new Map([[stack.unit, ['officer' as const]]])
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [{ account, password: '', name: 'Người thử', rolesByUnit }],
    gates: []
  })
  await goInside(host, '/sync')
  await page.getByRole('button', { name: vi.syncing.now }).click()
  await expect(
    page.getByRole('navigation', { name: vi.nav.label }).getByRole('link', { name: vi.nav.incidents })
  ).toBeVisible()

  const kept = page.getByRole('region', { name: t.lines })
  await expect(kept.getByRole('link', { name: /CH-9/ })).toHaveAttribute('href', /^\/peers\?do=give&line=/)
  await expect(page.getByRole('button', { name: t.copy.save })).toBeVisible()
  await expect(page.getByText(t.copy.take)).toBeVisible()

  await goInside(host, '/hui')
  await expect(page.getByRole('heading', { name: t.lines })).toBeVisible()
  // Once, and not among those that other hosts declared.
  await expect(page.getByRole('link', { name: /^CH-9/ })).toHaveCount(1)
  await page.getByRole('link', { name: /^CH-9/ }).click()
  await expect(page.getByText(t.declared.begun)).toBeVisible()
  await expect(page.getByRole('link', { name: hui.line.openRound })).toHaveCount(0)
  await expect(page.getByRole('link', { name: t.handIn.title })).toBeVisible()
  expect((await huiFacts()).length).toBe(before)
})
