import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { digest, keptDigest } from './digest.ts'
import { brokenBy, sabotages } from './sabotages.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const textOf = (file: string) => (existsSync(root + file) ? readFileSync(root + file, 'utf8') : '')

test('one sabotage is caught, as `npm run sabotages` does it for all', { timeout: 300_000 }, async () => {
  const sabotage = sabotages.find(({ name }) => name === 'a key of any name opens a session')!
  expect(await brokenBy(sabotage)).toContain(sabotage.law)
})

test('each sabotage finds the text that it takes out', () => {
  const lost = sabotages.flatMap(({ name, changes }) =>
    changes
      .filter(({ file, find }) => textOf(file).split(find).length !== 2)
      .map(({ file, find }) => `${name}: ${file} has not once: ${find}`)
  )
  expect(lost).toEqual([])
})

test('each sabotage has a name of its own', () => {
  expect(new Set(sabotages.map(({ name }) => name)).size).toBe(sabotages.length)
})

test('the digest is the same each time and names no folder of this machine', async () => {
  const first = await digest()
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(await digest()).toBe(first)
  expect(keptDigest()).toMatch(/^[0-9a-f]{64}$/)
})
