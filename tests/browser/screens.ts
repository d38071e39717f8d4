import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const routes = fileURLToPath(new URL('../../src/routes', import.meta.url))

/** Every screen there is, by its address with the names of its parameters: `/incident/[id]/note`. */
export const screens: readonly string[] = readdirSync(routes, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)\+page\.svelte$/.test(file))
  .map((file) => `/${file.replace(/\([^)]+\)\//g, '').replace(/\/?\+page\.svelte$/, '')}`)
  .sort()
