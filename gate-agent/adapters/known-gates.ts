import type { Dialect, DialectState, Discovered, KnownGates } from './dialect.ts'

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

/** Most parts that are remembered for one gate: whoever may write at its broker announces as many as they like. */
export const mostParts = 64

/**
 * Returns what discovery found of one gate: the gate, and parts of its device, or of any while the gate is unknown; once
 * it is known, the others are removed. Without that each message would cost as much as strangers have announced.
 */
export function foundOf<State extends DialectState>(
  { owns = () => true }: Pick<Dialect<State>, 'owns'>,
  id: string,
  { gates, parts }: KnownGates<State>,
  found: readonly Discovered<State>[]
): Discovered<State>[] {
  const before = Object.hasOwn(gates, id) ? gates[id]! : null
  const gate = found.reduce((gate, one) => (one.id === id && 'state' in one ? one.state : gate), before)
  const others = gate ? Object.entries(parts).filter(([, part]) => !owns(gate, part)) : []
  let room = mostParts - Object.keys(parts).length + others.length
  const own = found.filter((one) => {
    if (!('part' in one)) return one.id === id
    if (one.part === null || Object.hasOwn(parts, one.id)) return true
    return (!gate || owns(gate, one.part)) && room-- > 0
  })
  return own.length === 0 ? [] : [...others.map(([id]) => ({ id, part: null })), ...own]
}

/** The known gates before any discovery. */
export const nothingKnown: KnownGates<never> = { gates: {}, parts: {} }

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
}
