import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const components = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.svelte')
  )

test('the gallery shows every component of ui', () => {
  const folder = 'tests/gallery/routes/'
  const shown = components(folder)
    .map((name) => readFileSync(new URL(folder + name, root), 'utf8'))
    .join('\n')
  const missing = components('src/lib/ui/').filter((name) => !shown.includes(`'#lib/ui/${name}'`))
  expect(missing).toEqual([])
})
