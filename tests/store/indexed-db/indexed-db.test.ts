import { expect, test } from 'vitest'
import { tabsOf } from '../tabs.ts'
import type { Page } from './page.ts'

declare const antt: Page
const openTab = tabsOf('./indexed-db/page.ts')

test('the phone’s storage answers as RxDB’s own in memory, whatever is written, changed, erased and asked', async () => {
  const tab = await openTab()
  expect(await tab.evaluate(() => antt.compare(20261130, 60))).toBeNull()
})

test('every row of a range is read once, also where two facts have one number and where there are more than one answer holds', async () => {
  const tab = await openTab()
  expect(await tab.evaluate(() => antt.readMany(1_200))).toEqual({ rows: 2_400, ids: 2_400 })
})

test('rows are written together or not at all', async () => {
  const tab = await openTab()
  expect(await tab.evaluate(() => antt.writeHalf())).toEqual({
    problem: 'DataCloneError',
    left: 0,
    written: 1
  })
})

test('a tab lets go of a notebook that another one removes, and opens it again only while it may', async () => {
  const [tab, other] = [await openTab(), await openTab()]
  await tab.evaluate(() => antt.hold())
  expect(await tab.evaluate(() => antt.read())).toEqual(['a'])
  expect(await other.evaluate(() => antt.remove())).toBe('removed')
  await tab.evaluate(() => antt.forbid('no key'))
  expect(await tab.evaluate(() => antt.read())).toBe('no key')
  await tab.evaluate(() => antt.forbid(''))
  expect(await tab.evaluate(() => antt.read())).toEqual([])
})

test('tabs hear what each other writes', async () => {
  const [tab, other] = [await openTab(), await openTab()]
  await tab.evaluate(() => antt.hold())
  await tab.evaluate(() => antt.hear())
  await other.evaluate(() => antt.hold())
  await other.evaluate(() => antt.write('b'))
  await tab.waitForFunction(() => antt.heard().includes('b'))
})
