import type { Dialect, DialectState } from './dialect.ts'
import { homeAssistant } from './home-assistant.ts'

/** The dialects by the names that an agent's configuration uses; `prefix` is the site's own. */
const byName = {
  'home-assistant': (prefix?: string) => homeAssistant(prefix) as Dialect<DialectState>
}

export type DialectName = keyof typeof byName
export const dialectNames = Object.keys(byName) as DialectName[]

export function dialectOf(name: DialectName, prefix?: string): Dialect<DialectState> {
  return byName[name](prefix)
}
