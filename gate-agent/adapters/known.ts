import type { DialectState, Discovered, Known } from './dialect.ts'

/** What is known after a discovery: what was refused changes nothing, so that the last good state stays. */
export function learn<State extends DialectState>(
  known: Known<State>,
  found: readonly Discovered<State>[]
): Known<State> {
  return found.reduce<Known<State>>(({ gates, parts }, one) => {
    if ('state' in one) return { gates: { ...gates, [one.id]: one.state }, parts }
    if ('removed' in one) return { gates: without(gates, one.id), parts }
    if ('refused' in one) return { gates, parts }
    return { gates, parts: one.part === null ? without(parts, one.id) : { ...parts, [one.id]: one.part } }
  }, known)
}

/** Nothing discovered yet. */
export const nothingKnown: Known<never> = { gates: {}, parts: {} }

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
}
