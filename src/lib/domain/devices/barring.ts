import type { Envelope } from '../fact.ts'
import { recordingTime } from '../stored.ts'

/** A time in which a phone, or a whole account, was revoked. */
export interface Barring {
  /** The fact that began it; only a fact that names it ends it. */
  fact: string
  by: string
  reason: string
  /** Unix ms of recording; `until` is null while the revocation lasts. */
  from: number
  until: number | null
}

export interface Barrings {
  /** By the id of a key. */
  devices: ReadonlyMap<string, readonly Barring[]>
  accounts: ReadonlyMap<string, readonly Barring[]>
}

/** Tells whether one of these is still in force. */
export const isBarred = (barrings: readonly Barring[] = []): boolean =>
  barrings.some(({ until }) => until === null)

/** Tells whether a fact was recorded while its phone or account was revoked. */
export function recordedBarred(
  fact: Pick<Envelope, 'id' | 'by' | 'device' | 'took'>,
  barrings: Barrings
): boolean {
  return barredAt(barrings, fact.by, fact.device, recordingTime(fact))
}

/** Tells whether a phone or its account was revoked at that time, Unix ms. */
export function barredAt(
  { devices, accounts }: Barrings,
  account: string,
  device: string,
  ms: number
): boolean {
  return [devices.get(device), accounts.get(account)].some((of) => of !== undefined && lies(ms, spansOf(of)))
}

/** Tells so of what others than an account said. */
export function barredByOthersAt(
  { devices, accounts }: Barrings,
  phone: { account: string; id: string },
  than: string,
  ms: number
): boolean {
  const said = [devices.get(phone.id), accounts.get(phone.account)]
  return said.some((of) =>
    of?.some(({ by, from, until }) => by !== than && from <= ms && ms < (until ?? Infinity))
  )
}

interface Span {
  from: number
  until: number
}

const merged = new WeakMap<readonly Barring[], Span[]>()

/** Merges overlapping times once, so that thousands of revocations of one phone slow down nobody. */
function spansOf(barrings: readonly Barring[]): Span[] {
  const known = merged.get(barrings)
  if (known) return known
  const spans: Span[] = []
  for (const { from, until } of [...barrings].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    const end = until ?? Infinity
    if (last && from <= last.until) last.until = Math.max(last.until, end)
    else if (end > from) spans.push({ from, until: end })
  }
  merged.set(barrings, spans)
  return spans
}

function lies(ms: number, spans: readonly Span[]): boolean {
  const last = spans[lastFrom(spans, ms)]
  return last !== undefined && ms < last.until
}

/** Returns the index of the last span that begins at `ms` or before, -1 for none. @param spans the earliest first */
export function lastFrom(spans: readonly { from: number }[], ms: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.from <= ms) low = middle + 1
    else high = middle
  }
  return low - 1
}
