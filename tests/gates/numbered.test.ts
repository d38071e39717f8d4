import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { numbered } from './numbered.ts'
import { titlesIn } from './titles.ts'

const root = new URL('../../', import.meta.url).pathname
const numbers = Array.from({ length: 36 }, (_, i) => i + 1)

/** What is collected at all, by vitest or by Playwright. */
const collected = /^(src|sync-server|gate-agent|tests|bench)\/.*\.test\.ts$|^tests\/.*\.spec\.ts$/

test('the list has every number from 1 to 36, and no other', () => {
  expect(Object.keys(numbered).map(Number)).toEqual(numbers)
})

/** The tests that a number names, of one of its files. */
const those = (file: string, begins: string) =>
  titlesIn(join(root, file)).filter(({ title }) => title.startsWith(begins))

test.each(numbers)('%i says what it is and names files of tests', (number) => {
  const { says, shown } = numbered[number]!
  expect(says).toMatch(/^[^a-z].+\.$/)
  expect(Object.keys(shown).length).toBeGreaterThan(0)
  for (const [file, tests] of Object.entries(shown)) {
    expect([file, collected.test(file) && existsSync(join(root, file))]).toEqual([file, true])
    expect([file, tests.length > 0]).toEqual([file, true])
  }
})

test.each(numbers)('%i: each of its tests is there, and is never left out', (number) => {
  for (const [file, tests] of Object.entries(numbered[number]!.shown))
    for (const begins of tests) {
      const runs = those(file, begins).map(({ runs }) => runs)
      expect([file, begins, runs.length > 0 && runs.every(Boolean)]).toEqual([file, begins, true])
    }
})

test.each(numbers.filter((number) => numbered[number]?.brokers))('%i is shown on both brokers', (number) => {
  const tables = Object.entries(numbered[number]!.shown).flatMap(([file, tests]) =>
    tests.flatMap((begins) => those(file, begins)).map(({ each, title }) => `${each} ${title}`)
  )
  expect(tables.join()).toMatch(/mosquitto/i)
  expect(tables.join()).toMatch(/aedes|embedded/i)
})

test('titles are read wherever they stand, and what is left out is told apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'titles-'))
  const file = join(folder, 'a.test.ts')
  writeFileSync(
    file,
    `
    const rows = [['a', 1]]
    test('plain', () => {})
    test.each(['x', 'y'])('of %s', () => {})
    for (const one of rows) test(\`made of \${one[0]}\`, () => {})
    describe.each(['mosquitto'] as const)('on %s', (broker) => {
      it("inside", async () => expect(test).toBe(1))
      test.skip('left out', () => {})
    })
    describe.skip('all of it', () => { test('too', () => {}) })
    test.skipIf(process.env.X)('sometimes', () => {})
    // test('a comment', () => {})
    notATest('nothing', () => {})
    test('without a body')
    `
  )
  const told = titlesIn(file).map(({ title, runs, each }) => [title, runs, /mosquitto/.test(each)])
  rmSync(folder, { recursive: true })
  expect(told).toEqual([
    ['plain', true, false],
    ['of %s', true, false],
    ['made of ${one[0]}', true, false],
    ['on %s', true, true],
    ['inside', true, true],
    ['left out', false, true],
    ['all of it', false, false],
    ['too', false, false],
    ['sometimes', false, false]
  ])
})
