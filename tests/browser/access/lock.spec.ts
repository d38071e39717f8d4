import type { Envelope } from '#lib/domain/fact.ts'
import { incidents as incidentsEn } from '#lib/i18n/incidents/incidents-en.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { settings } from '#lib/i18n/settings/settings-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { lettersCut } from '../../looks/letters.ts'
import { demoSession } from '../../devices/session.ts'
import { approved, enterPin, openGate, openMore, signIn, unlock, writeEntry } from '../phone.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)
/** A phone of its own on which each test opens a further account, one that no other test opens there. */
const phoneOfMany = phonesOfFile(() => server)

test('a locked phone shows nothing and sends nothing; unlocking catches up', async () => {
  const phone = await phoneOf('ph-cong1b')
  const { page } = phone
  await openGate(phone, 'Cổng 1B')
  phone.signal.lose()
  const reason = unique('Ghi rồi khóa')
  await writeEntry(phone, reason)
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  phone.signal.regain()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  expect(await page.locator('body').innerText()).not.toContain('Cổng 1B')

  await page.keyboard.type('111111')
  await expect(page.getByText(vi.pin.wrong)).toBeVisible()
  expect(asked.filter((url) => url.includes('/db/'))).toEqual([])
  await enterPin(page, vi.pin.enter)
  await openGate(phone, 'Cổng 1B')
  await expect(page.getByText(reason)).toBeVisible()
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()
})

test('two accounts on one phone: each has its own notebook, and what waits goes out under its author', async () => {
  const phone = await phoneOfMany('ph-cong1b')
  const { page } = phone
  await openGate(phone, 'Cổng Bến Đò')
  phone.signal.lose()
  const reason = unique('Của Tư Khởi')
  await writeEntry(phone, reason)
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  phone.signal.regain()
  await page.getByRole('button', { name: vi.pin.newAccount }).click()
  await signIn(phone, 'ph-ubnd')
  await openGate(phone, 'Cổng Bến Đò')
  await expect(page.getByRole('button', { name: vi.log.older })).toBeVisible()
  await expect(page.getByRole('link', { name: vi.log.write })).toHaveCount(0)
  // It was sealed, and went out with this account’s first exchange.
  await expect(page.getByText(reason)).toBeVisible()

  await openMore(phone, vi.nav.sync)
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  const others = page.getByText(vi.syncing.othersUnsent(1))
  await expect(others).toHaveCount(0)
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByText(vi.pin.hello('Phan Ngọc Diễm'), { exact: true })).toBeVisible()
  await expect(page.getByText(/ph-/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Tư Khởi', exact: true }).click()
  await expect(others).toHaveCount(0)
  await expect(page.getByText(vi.pin.hello('Tư Khởi'), { exact: true })).toBeVisible()
  await enterPin(page, vi.pin.enter)
  await openGate(phone, 'Cổng Bến Đò')
  await expect(page.getByText(reason)).toBeVisible()
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()

  const { db } = await demoSession(server.url, 'ph-truong')
  const directory = await db('/antt-xa-phong-hiep-directory/_all_docs?include_docs=true')
  const { rows } = (await directory.json()) as { rows: { doc: Partial<Envelope> }[] }
  const introduced = rows.map(({ doc }) => doc).filter(({ type }) => type === 'directory.device-enrolled')
  const keysOf = (account: string) =>
    introduced.filter(({ by }) => by === account).map(({ device }) => device!)
  const [one, two] = [keysOf('ph-cong1b'), keysOf('ph-ubnd')]
  expect(Math.min(one.length, two.length)).toBeGreaterThan(0)
  expect(one.filter((device) => two.includes(device))).toEqual([])
})

test('a locked tab lists an account that another tab has made since, and says what helps where the PIN is forgotten', async () => {
  const phone = await phoneOfMany('ph-cong1b')
  const { page: first, signal } = phone
  const allSent = first.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) }).first()
  await expect(allSent).toBeVisible()
  const second = await first.context().newPage()
  await second.goto(signal.url)
  await expect(second.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await first.bringToFront()
  await openMore(phone, vi.nav.settings)
  await first.getByRole('button', { name: vi.settings.lock }).click()
  await first.getByRole('button', { name: vi.pin.newAccount }).click()
  await signIn(phone, 'ph-khoa')
  await second.bringToFront()
  // A browser without a screen does not say so by itself.
  await second.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))
  await expect(second.getByRole('button', { name: /^(ph-khoa|Hai Muội)$/ })).toBeVisible()
  await second.getByRole('button', { name: vi.pin.forgotten }).click()
  await expect(second.getByText(vi.pin.forgottenText(0))).toBeVisible()
  await second.close()
})

test('what another account has not sent is told in each tab as it stands', async () => {
  const phone = await phoneOfMany('ph-cong1b')
  const { page: first, signal } = phone
  await openMore(phone, vi.nav.sync)
  await expect(first.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  const second = await first.context().newPage()
  await second.goto(signal.url)
  await second.getByRole('button', { name: vi.pin.newAccount }).click()
  const other = { ...phone, page: second }
  await signIn(other, 'ph-truc')
  await approved(other)
  await openGate(other, 'Cổng Chùa')
  signal.lose()
  await writeEntry(other, unique('Chờ gửi'))
  const told = first.getByText(vi.syncing.othersUnsent(1))
  await expect(told).toBeVisible()
  signal.regain()
  await expect(told).toHaveCount(0)
  await second.close()
})

test('who locks the notebook locks every tab of the phone; what was typed in another is still there behind the PIN', async () => {
  const phone = await phoneOf('ph-truc')
  const { page: first } = phone
  const second = await first.context().newPage()
  const other = { ...phone, page: second }
  await unlock(other)
  await openGate(other, 'Cổng Chùa')
  await second.getByRole('link', { name: vi.log.write }).click()
  const reason = unique('Viết dở')
  await second.getByLabel(vi.note.reason).fill(reason)
  await first.bringToFront()
  await openMore(phone, vi.nav.settings)
  await first.getByRole('button', { name: vi.settings.lock }).click()
  await second.bringToFront()
  await expect(second.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  expect(await second.locator('body').innerText()).not.toContain('Cổng Chùa')
  await enterPin(second, vi.pin.enter)
  await expect(second.getByLabel(vi.note.reason)).toHaveValue(reason)
  await second.close()
})

test('a double tap saves once', async () => {
  const phone = await phoneOf('ph-truc')
  const { page } = phone
  await openGate(phone, 'Cổng Chùa')
  const reason = unique('Chạm hai lần')
  await page.getByRole('link', { name: vi.log.write }).click()
  await page.getByRole('radio', { name: vi.happenings.seen }).check({ force: true })
  await page.getByLabel(vi.note.reason).fill(reason)
  const save = page.getByRole('button', { name: vi.note.save, exact: true })
  const { x, y, width, height } = (await save.boundingBox())!
  const foot = [x + width / 2, y + height - 4] as const
  // Nothing lies over the button, down to its foot.
  const onTop = ([left, top]: readonly [number, number]) =>
    document.elementFromPoint(left, top)?.closest('button')?.textContent?.trim()
  expect(await page.evaluate(onTop, foot)).toBe(vi.note.save)
  await save.dblclick()
  await expect(page.getByText(reason)).toHaveCount(1)
  await openMore(phone, vi.nav.sync)
  await openGate(phone, 'Cổng Chùa')
  await expect(page.getByText(reason)).toHaveCount(1)
})

test('on a phone held across the whole PIN pad is on the screen, and large letters are not cut', async () => {
  const phone = await phoneOf('ph-truc')
  const { page } = phone
  const upright = page.viewportSize()!
  await page.setViewportSize({ width: 740, height: 360 })
  await page.goto(phone.signal.url)
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect(page.getByRole('button', { name: vi.pin.forgotten })).toBeVisible()
  const size = () =>
    page.evaluate(() => {
      const { scrollHeight, scrollWidth } = document.documentElement
      return { below: scrollHeight - innerHeight, beside: scrollWidth - innerWidth }
    })
  expect(await size()).toEqual({ below: 0, beside: 0 })
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  expect(await page.evaluate(lettersCut)).toEqual([])
  expect((await size()).beside).toBe(0)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  await page.setViewportSize(upright)
  await enterPin(page, vi.pin.enter)
})

test('an address that cannot be read opens the first page', async () => {
  const phone = await phoneOf('ph-truc')
  await phone.page.goto(`${phone.signal.url}/gate/%E0%A4%A`)
  await enterPin(phone.page, vi.pin.enter)
  await expect(phone.page).toHaveURL(`${phone.signal.url}/`)
  await expect(phone.page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
})

test('a form opened before the directory is read knows the name, and an unknown gate has none', async () => {
  const phone = await phoneOf('ph-cong1b')
  const { page } = phone
  await page.goto(`${phone.signal.url}/gate/cong-1b/write`)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByLabel(vi.note.who)).toHaveValue('Tư Khởi')
  await page.goto(`${phone.signal.url}/gate/khong-co/write`)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(vi.gates.unknown)).toBeVisible()
  await expect(page.getByRole('button', { name: vi.note.save, exact: true })).toHaveCount(0)
})

// The last: from then on the phone speaks English.
test('the language that is chosen in one tab holds in the other, where what is typed stays', async () => {
  const phone = await phoneOf('ph-truc')
  const { page: first, signal } = phone
  const second = await first.context().newPage()
  await second.goto(`${signal.url}/incident/new`)
  await enterPin(second, vi.pin.enter)
  await second.getByLabel(incidents.form.text).fill('Mất máy bơm')
  await openMore(phone, vi.nav.settings)
  await first.getByRole('radio', { name: settings.languages.en }).check({ force: true })
  await expect(second.getByRole('heading', { name: incidentsEn.form.title })).toBeVisible()
  await expect(second.getByLabel(incidentsEn.form.text)).toHaveValue('Mất máy bơm')
})
