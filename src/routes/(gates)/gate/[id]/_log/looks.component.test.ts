import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { GateLogs } from '#lib/app/gates/gate-log.svelte.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import { gateWords as t } from '#lib/i18n/gates/gates.ts'
import { time } from '#lib/i18n/format.ts'
import { stored } from '../../../../../../tests/components/facts.ts'
import { stopTime } from '../../../../../../tests/components/fingers.ts'
import { renderIn, TestNotebook } from '../../../../../../tests/components/notebook.svelte.ts'
import LogRows from './LogRows.svelte'

const start = Date.UTC(2026, 10, 24, 10)
let notebook: TestNotebook
beforeEach(async () => {
  stopTime(Date.UTC(2026, 10, 24, 15))
  notebook = await TestNotebook.open()
})
afterEach(() => void vi.useRealTimers())

const show = () => {
  const log = notebook.open(GateLogs).of('cong-1b')
  const props = {
    get entries() {
      return log.entries
    },
    justSaved: null
  }
  return renderIn(notebook, LogRows, () => props)
}
const at = (minute: number) => start + minute * 60_000
const report = (kind: FactOf<'gates.event-reported'>['body']['kind'], minute: number, actor?: string) =>
  stored('gates.event-reported', 'gate/cong-1b', { kind, source: 'app', ...(actor && { actor }) }, at(minute))
const look = (minute: number, actor = 'truc') => report('camera-viewed', minute, actor)
const rows = () => [...document.querySelectorAll('li.row')].map((row) => row.textContent)
const looksRow = (count: number) => page.getByRole('listitem').filter({ hasText: t.motor.looks(count) })

test('looks one after the other are one row with how many, from when to when, and who', async () => {
  notebook.arrive(report('offline', 0), look(10), look(11), look(12, 'thang'), look(12), look(14))
  await show()
  expect(rows()).toHaveLength(2)
  await expect.element(looksRow(5)).toHaveTextContent(`${time(at(10))}–${time(at(14))}`)
  await expect.element(looksRow(5)).toHaveTextContent('truc, thang')
})

test('the row shows each look where somebody asks, and folds up again', async () => {
  notebook.arrive(look(10), look(11), look(12))
  await show()
  await page.getByRole('button', { name: t.motor.looksEach }).click()
  expect(rows()).toHaveLength(4)
  await expect.element(page.getByText(time(at(11)))).toBeVisible()
  await page.getByRole('button', { name: t.motor.looksFold }).click()
  expect(rows()).toHaveLength(1)
})

test('what the gate did between them parts them, and one look alone is a row as before', async () => {
  notebook.arrive(look(10), look(11), report('offline', 12), look(13))
  await show()
  expect(rows()).toHaveLength(3)
  await expect.element(looksRow(2)).toBeVisible()
  await expect.element(page.getByText(t.motor.events['camera-viewed'], { exact: true })).toBeVisible()
})

test('however many looks there are, what the gate did before them is still on the screen', async () => {
  notebook.arrive(report('offline', 0), ...Array.from({ length: 60 }, (_, i) => look(i + 1)))
  await show()
  await expect.element(looksRow(60)).toBeVisible()
  await expect.element(page.getByText(t.motor.events.offline, { exact: true })).toBeVisible()
})
