import type { Page as Tab } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { tabsOf } from '../tabs.ts'
import type { Page } from './page.ts'

declare const antt: Page
const loadTab = tabsOf('./screens/page.ts')

async function openTab(): Promise<Tab> {
  const tab = await loadTab()
  await tab.evaluate(() => antt.open())
  return tab
}

const fact: Envelope = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/a',
  type: 'gates.note-written',
  at: '2026-10-05T01:02:03.004Z',
  by: 'chi-huy',
  device: 'd'.repeat(43),
  n: 1,
  body: { what: 'other', reason: 'Ghe về' },
  sig: `${'s'.repeat(85)}A`
}

test('a kept screen comes back until all are dropped; for a moment after that none is kept, for it may be older', async () => {
  const tab = await openTab()
  expect(await tab.evaluate(() => antt.keep())).toBe(true)
  expect(await tab.evaluate(() => antt.find())).toBe('<p>Hụi</p>')
  await tab.evaluate(() => antt.drop())
  expect(await tab.evaluate(() => antt.find())).toBeNull()
  expect(await tab.evaluate(() => antt.keep())).toBe(false)
  expect(await tab.evaluate(() => antt.find())).toBeNull()
  await tab.evaluate(() => antt.pass(3_000))
  expect(await tab.evaluate(() => antt.keep())).toBe(true)
  expect(await tab.evaluate(() => antt.find())).toBe('<p>Hụi</p>')
})

test('a screen that was being kept while all were dropped is not kept', async () => {
  const tab = await openTab()
  expect(await tab.evaluate(() => antt.keepWhileDropped())).toBe(false)
  expect(await tab.evaluate(() => antt.find())).toBeNull()
})

test('what one tab or its worker erases drops the screens of every other one, which keeps none for a moment', async () => {
  const [reading, erasing] = [await openTab(), await openTab()]
  await erasing.evaluate((one) => antt.receive([one], []), fact)
  await reading.waitForFunction(() => antt.shown().length === 1)
  expect(await reading.evaluate(() => antt.keep())).toBe(true)
  await erasing.evaluate((id) => antt.receive([], [id]), fact.id)
  await reading.waitForFunction(() => antt.shown().length === 0)
  expect(await reading.evaluate(() => antt.find())).toBeNull()
  expect(await reading.evaluate(() => antt.keep())).toBe(false)
  expect(await reading.evaluate(() => antt.find())).toBeNull()
})
