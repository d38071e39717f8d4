import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = (path: string) => new URL(`../../src/${path}/`, import.meta.url)
const components = (path: string) =>
  readdirSync(folder(path), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'))

test('the gallery shows every component of ui', () => {
  const shown = components('routes/gallery')
    .map((name) => readFileSync(new URL(name, folder('routes/gallery')), 'utf8'))
    .join('\n')
  const missing = components('lib/ui').filter((name) => !shown.includes(`'#lib/ui/${name}'`))
  expect(missing).toEqual([])
})
