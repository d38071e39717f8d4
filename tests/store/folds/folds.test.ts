import type { Page as Tab } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { tabsOf } from '../tabs.ts'
import type { Page } from './page.ts'

declare const antt: Page
const loadTab = tabsOf('./folds/page.ts')

async function openTab(): Promise<Tab> {
  const tab = await loadTab()
  await tab.evaluate(() => antt.open())
  return tab
}

let made = 0
const factOf = (stream: string): Envelope => ({
  id: `0199aaaa-0000-7000-8000-${String(++made).padStart(12, '0')}`,
  unit: 'xa-thu',
  book: 'hui',
  stream,
  type: 'hui.line-told',
  at: '2026-10-05T01:02:03.004Z',
  by: 'chi-huy',
  device: 'd'.repeat(43),
  n: made,
  body: {},
  sig: `${'s'.repeat(85)}A`
})
/** Two lines, of two facts and of one, and what a list of lines does not read. */
const twoLines = () => ['line/a', 'line/b', 'line/a', 'person/c', 'linesman/d'].map(factOf)

async function twoLinesKept(): Promise<Tab> {
  const tab = await openTab()
  await tab.evaluate((facts) => antt.receive(facts), twoLines())
  await tab.evaluate(() => antt.start())
  await tab.evaluate(() => antt.kept(2))
  return tab
}

test('a start reads only the streams that were written in since the last one', async () => {
  const tab = await twoLinesKept()
  expect(await tab.evaluate(() => antt.read())).toEqual(['line/a', 'line/b'])
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.read())).toEqual([])
  expect(await tab.evaluate(() => antt.shown())).toEqual({ 'line/a': 2, 'line/b': 1 })
  const facts = ['line/b', 'line/e', 'person/c'].map(factOf)
  await tab.evaluate(() => antt.stop())
  await tab.evaluate((facts) => antt.receive(facts), facts)
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.read())).toEqual(['line/b', 'line/e'])
  expect(await tab.evaluate(() => antt.shown())).toEqual({ 'line/a': 2, 'line/b': 2, 'line/e': 1 })
})

test('what is written meanwhile is told, whichever tab writes it; so is what is erased, of which nothing stays kept', async () => {
  const [tab, other] = [await twoLinesKept(), await openTab()]
  const [one, two] = [factOf('line/a'), factOf('line/e')]
  await tab.evaluate((fact) => antt.receive([fact]), one)
  await tab.waitForFunction(() => antt.shown()['line/a'] === 3)
  await other.evaluate((fact) => antt.receive([fact]), two)
  await tab.waitForFunction(() => antt.shown()['line/e'] === 1)
  await other.evaluate((id) => antt.receive([], [id]), two.id)
  await tab.waitForFunction(() => antt.shown()['line/e'] === undefined)
  expect(await tab.evaluate(() => antt.keptNow())).toBe(0)
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.shown())).toEqual({ 'line/a': 3, 'line/b': 1 })
})

test('a kept state that is spoilt, or of another build, is read anew', async () => {
  const tab = await twoLinesKept()
  await tab.evaluate(() => antt.spoil('line/b'))
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.read())).toEqual(['line/b'])
  expect(await tab.evaluate(() => antt.shown())).toEqual({ 'line/a': 2, 'line/b': 1 })
  await tab.evaluate(() => antt.start('2'))
  expect(await tab.evaluate(() => antt.read())).toEqual(['line/a', 'line/b'])
})

const hundredsOfLines = () =>
  Array.from({ length: 300 }, (_, nth) => factOf(`line/${String(nth).padStart(3, '0')}`))

test('a book of many small streams is read in few queries, and its states kept in bundles of which a spoilt one costs its own streams', async () => {
  const tab = await openTab()
  await tab.evaluate((facts) => antt.receive(facts), hundredsOfLines())
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => [antt.read().length, antt.queries()])).toEqual([300, 10])
  await tab.evaluate(() => antt.kept(100))
  await tab.evaluate(() => antt.spoil('line/007'))
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.read())).toEqual(['line/007', 'line/107', 'line/207'])
  expect(await tab.evaluate(() => Object.keys(antt.shown()).length)).toBe(300)
})

test('many streams that were written in are read, and none of those between them', async () => {
  const tab = await openTab()
  await tab.evaluate((facts) => antt.receive(facts), hundredsOfLines())
  await tab.evaluate(() => antt.start())
  await tab.evaluate(() => antt.kept(100))
  await tab.evaluate(() => antt.stop())
  const written = hundredsOfLines().filter((_, nth) => nth % 30 < 2)
  await tab.evaluate((facts) => antt.receive(facts), written)
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.read())).toEqual(written.map(({ stream }) => stream))
  expect(await tab.evaluate(() => [antt.queries(), antt.rows()])).toEqual([10, 40])
  expect(await tab.evaluate(() => [antt.shown()['line/030'], antt.shown()['line/032']])).toEqual([2, 1])
  const readAgain = () => tab.evaluate(async () => (await antt.start(), antt.read()))
  await expect.poll(readAgain, { message: 'bundles hold all of their streams still' }).toEqual([])
})

test('a stream of which everything was erased is read once more, and by no start after that', async () => {
  const tab = await openTab()
  const [gone, other] = ['line/a', 'line/b'].map(factOf) as [Envelope, Envelope]
  await tab.evaluate((facts) => antt.receive(facts), [gone, other])
  await tab.evaluate((id) => antt.receive([], [id]), gone.id)
  await tab.evaluate(() => antt.pass(10_000))
  await tab.evaluate(() => antt.start())
  await tab.evaluate(() => antt.kept(2))
  expect(await tab.evaluate(() => [antt.read(), antt.queries()])).toEqual([['line/b'], 2])
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => [antt.shown(), antt.queries()])).toEqual([{ 'line/b': 1 }, 0])
})

test('what was seen is thrown away once something of a stream counts no more', async () => {
  const tab = await openTab()
  const facts = twoLines()
  await tab.evaluate((facts) => antt.receive(facts), facts)
  await tab.evaluate(() => antt.start())
  await tab.evaluate((fact) => antt.receive([fact]), factOf('line/a'))
  await tab.waitForFunction(() => antt.shown()['line/a'] === 3)
  expect(await tab.evaluate(() => antt.dropped())).toBe(0)
  await tab.evaluate((id) => antt.receive([], [id]), facts[0]!.id)
  await tab.waitForFunction(() => antt.shown()['line/a'] === 2)
  expect(await tab.evaluate(() => antt.dropped())).toBe(1)
})

test('once the directory says otherwise who may write, every verdict is given anew', async () => {
  const tab = await twoLinesKept()
  await tab.evaluate((device) => antt.bar(device), 'e'.repeat(43))
  await tab.waitForFunction(() => antt.read().length === 4)
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => antt.read())).toEqual([])
})

test('a state that time alone changes is never kept, and is made again with each change of the others', async () => {
  const tab = await openTab()
  await tab.evaluate((facts) => antt.receive(facts), twoLines())
  await tab.evaluate(() => antt.start('1', true))
  expect(await tab.evaluate(() => antt.keptNow())).toBe(0)
  await tab.evaluate((fact) => antt.receive([fact]), factOf('line/e'))
  await tab.waitForFunction(() => antt.read().length === 5)
})

test('every write in a stream changes its mark, and no write elsewhere does', async () => {
  const tab = await twoLinesKept()
  const marks = () => tab.evaluate(async () => [await antt.mark('line/a'), await antt.mark('line/b')])
  expect(await tab.evaluate(() => antt.marks('line'))).toEqual(['line/a', 'line/b'])
  const own = factOf('line/a')
  let before = await marks()
  for (const write of [
    () => tab.evaluate((fact) => antt.append(fact), own),
    () => tab.evaluate((id) => antt.settle(id), own.id),
    () => tab.evaluate((id) => antt.receive([], [id]), own.id)
  ]) {
    await write()
    const after = await marks()
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(before[1])
    before = after
  }
})

test('where the code of marks cannot be loaded, the list waits for it and nothing fails', async () => {
  const tab = await openTab()
  await tab.evaluate((facts) => antt.receive(facts), twoLines())
  await tab.evaluate(() => antt.miss(true))
  await tab.evaluate(() => antt.start())
  expect(await tab.evaluate(() => [antt.failed(), antt.read().length])).toEqual([false, 0])
  await tab.evaluate(() => antt.miss(false))
  await tab.waitForFunction(() => antt.shown()['line/a'] === 2)
})
