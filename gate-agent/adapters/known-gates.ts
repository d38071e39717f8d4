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

/** Tells whether discovery results would change what is known. */
export function changesAny<State extends DialectState>(
  { gates, parts }: KnownGates<State>,
  found: readonly Discovered<State>[]
): boolean {
  const text = (all: Readonly<Record<string, unknown>>, id: string) =>
    JSON.stringify(Object.hasOwn(all, id) ? all[id] : null)
  return found.some((one) => {
    if ('refused' in one) return false
    if ('part' in one) return text(parts, one.id) !== JSON.stringify(one.part)
    return text(gates, one.id) !== JSON.stringify('state' in one ? one.state : null)
  })
}

/** The known gates before any discovery. */
export const nothingKnown: KnownGates<never> = { gates: {}, parts: {} }

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
}
