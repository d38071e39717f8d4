import type { DialectState, Discovered, KnownGates } from './dialect.ts'

/** Applies discovery results; a refused one changes nothing, so that the last good state stays. */
export function withDiscovered<State extends DialectState>(
  known: KnownGates<State>,
  found: readonly Discovered<State>[]
): KnownGates<State> {
  return found.reduce<KnownGates<State>>(({ gates, parts }, one) => {
    if ('state' in one) return { gates: { ...gates, [one.id]: one.state }, parts }
    if ('removed' in one) return { gates: without(gates, one.id), parts }
    if ('refused' in one) return { gates, parts }
    return { gates, parts: one.part === null ? without(parts, one.id) : { ...parts, [one.id]: one.part } }
  }, known)
}

/** The known gates before any discovery. */
export const nothingKnown: KnownGates<never> = { gates: {}, parts: {} }

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
}
