import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { clockTime, time } from '#lib/i18n/format.ts'
import { movementVi as movement } from '#lib/i18n/movement/movement-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { choose } from '../incidents/incident-steps.ts'
import { unique } from '../mark.ts'
import { goInside, openGate, writeEntry } from '../phone.ts'
import { phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { keepScreen, restart } from './seen-steps.ts'

// A demo of its own, without gates that report: what they do by night, and what other files do to them, is other tasks.
let server: Server
forFile(async (keep) => (server = keep(await startServer({ GATES: '0' }))))
const phoneOf = phonesOfFile(() => server)

const { tips } = t
const day = 24 * 3_600_000
const gone = new RegExp(`${vi.justNow}|${vi.minutesAgo(0).slice(1).trim()}`)
const waits = new RegExp(
  [tips.hoursLeft(0), tips.minutesLeft(0), tips.over(0)].join('|').replaceAll('0', '\\d+')
)

test('a picture tells moments by the clock, and no time that a tip has left', async () => {
  const phone = await phoneOf('ph-truc', '/incident/tip')
  const { page } = phone
  const text = unique('Nghe nói có người cưa song')
  await choose(phone, tips.sources.phone)
  await page.getByLabel(tips.form.text, { exact: true }).fill(text)
  await choose(phone, tips.triages.crime)
  await choose(phone, t.categories.theft)
  await page.getByRole('button', { name: tips.write, exact: true }).click()
  await page.getByRole('link', { name: vi.back, exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: text })
  await expect(row).toContainText(tips.hoursLeft(23))
  await expect(row).toContainText(gone)
  const at = Number(await row.locator('time').getAttribute('data-at'))
  await keepScreen(phone, '/incidents')

  const sight = await restart(phone, '/incidents')
  expect(sight?.read).toContain(text)
  expect(sight?.read).toContain(time(at))
  expect(sight?.read).not.toMatch(gone)
  expect(sight?.read).not.toMatch(waits)
  await expect(row).toContainText(tips.hoursLeft(23))

  const later = await restart(phone, '/incidents', { laterMs: day })
  expect(later?.read).toContain(clockTime(at, at + day))
})

test('a task at a gate shows by no sign how the gate stands', async () => {
  const phone = await phoneOf('ph-truong')
  await openGate(phone, 'Cổng Kinh 3')
  await writeEntry(phone, unique('Cửa cuốn kẹt'), vi, 'fault')
  await goInside(phone, '/')
  const tasks = phone.page
    .getByRole('listitem')
    .filter({ has: phone.page.locator('a[href="/gate/cong-kinh-3"]') })
  await expect(tasks.first()).toBeVisible()
  await keepScreen(phone, '/')
  const sight = await restart(phone, '/', { of: ['.row'] })
  const rows = sight?.parts['.row'] ?? []
  const atGates = rows.filter(({ read }) => read.includes(vi.seen.old('').trim()))
  expect(atGates.some(({ read }) => read.includes('Cổng Kinh 3'))).toBe(true)
  expect(atGates.filter(({ icons }) => icons > 0)).toEqual([])
  expect(rows.filter(({ icons }) => icons > 0)).not.toEqual([])
})

test('what takes no tap yet is dimmed, on a ground that nothing shines through', async () => {
  const dimmed = async (address: string, act: string) => {
    const phone = await phoneOf('ph-truc', address)
    await expect(phone.page.locator(act).first()).toBeVisible()
    await keepScreen(phone, address)
    const sight = await restart(phone, address, { of: ['.screen > .act', act] })
    expect(sight?.parts['.screen > .act']?.map(({ opacity }) => opacity)).toEqual([1])
    return sight?.parts[act]?.map(({ opacity }) => opacity < 1)
  }
  expect(await dimmed('/strangers', '.act :is(button, label)')).toEqual([true])
  expect(await dimmed('/incidents', '.act a')).not.toContain(true)
})

for (const [account, address] of [
  ['ph-truong', '/'],
  ['ph-truong', '/movement'],
  ['ph-cong1b', '/']
] as const)
  for (const letters of ['100%', '200%'])
    test(`the age of a picture stands whole beside the title and covers nothing: ${account} ${address} ${letters}`, async () => {
      const phone = await phoneOf(account, address)
      await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible()
      await keepScreen(phone, address)
      const others = ['h1', '.words > p', '.back', '.content']
      const of = ['.age', ...others]
      const sight = await restart(phone, address, { of, laterMs: day, letters })
      const [age] = sight?.parts['.age'] ?? []
      expect(age?.read).toMatch(/\d\d:\d\d \d\d\/\d\d\/\d{4}/)
      expect(age!.box.left).toBeGreaterThanOrEqual(0)
      expect(age!.box.right).toBeLessThanOrEqual(360)
      const boxes = others.flatMap((one) => sight!.parts[one]!.map(({ box }) => box))
      expect(boxes.length).toBeGreaterThan(2)
      for (const { left, top, right, bottom } of boxes)
        expect(
          right <= age!.box.left || left >= age!.box.right || bottom <= age!.box.top || top >= age!.box.bottom
        ).toBe(true)
    })

test('fields have in a picture what stood in them', async () => {
  const phone = await phoneOf('ph-truong', '/movement')
  const { page } = phone
  const field = page.getByLabel(movement.asOf, { exact: true })
  await expect(field).toHaveValue(/^\d\d\/\d\d\/\d{4}$/)
  const today = await field.inputValue()
  await keepScreen(phone, '/movement')
  const models = await restart(phone, '/movement', { of: ['.field input'] })
  expect(models?.parts['.field input']).toEqual([expect.objectContaining({ value: today })])

  await goInside(phone, '/incidents')
  const all = page.getByRole('combobox', { name: t.filters.state })
  await all.selectOption(t.all)
  const chosen = await all.inputValue()
  await keepScreen(phone, '/incidents')
  const incidents = await restart(phone, '/incidents', { of: ['select'] })
  expect(incidents?.parts['select']?.map(({ value }) => value)).toEqual([chosen, ''])
})
