import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { serverAccount } from '../roles.ts'

type AlarmStart = FactOf<'duty.alarm-started'>['body']
type AlarmAnswer = FactOf<'duty.gate-answered'>['body']
export type Description = FactOf<'duty.description-given'>['body']
type NeighbourCall = FactOf<'duty.neighbour-called'>['body']

/** One entry of an alarm's story; `newer`: this build does not know the type yet. */
export type AlarmEntry<F extends Envelope = Envelope> =
  /** `account`: of the person who raised it, or has taken note. */
  | { kind: 'start'; fact: F; account: string; start: AlarmStart }
  | { kind: 'received'; fact: F; account: string }
  | { kind: 'answer'; fact: F; answer: AlarmAnswer }
  | { kind: 'heard'; fact: F; words: readonly string[] }
  | { kind: 'held' | 'left' | 'reopened'; fact: F; gate: string }
  | { kind: 'description'; fact: F; description: Description }
  | { kind: 'call'; fact: F; call: NeighbourCall }
  | { kind: 'end'; fact: F; text: string | undefined }
  | { kind: 'newer'; fact: F }

const gateKinds = {
  'duty.position-held': 'held',
  'duty.position-left': 'left',
  'duty.gate-reopened': 'reopened'
} as const

/** Returns the content of a fact of an alarm's stream; its shape was checked before it was stored. */
export function alarmEntry<F extends Envelope>(fact: F): AlarmEntry<F> {
  const { type, body } = fact as unknown as Fact
  if (type === 'duty.alarm-started') return { kind: 'start', fact, account: personOf(fact), start: body }
  if (type === 'duty.alarm-received') return { kind: 'received', fact, account: personOf(fact) }
  if (type === 'duty.gate-answered') return { kind: 'answer', fact, answer: body }
  if (type === 'duty.words-received') return { kind: 'heard', fact, words: body.words }
  if (type === 'duty.position-held' || type === 'duty.position-left' || type === 'duty.gate-reopened')
    return { kind: gateKinds[type], fact, gate: body.gate }
  if (type === 'duty.description-given') return { kind: 'description', fact, description: body }
  if (type === 'duty.neighbour-called') return { kind: 'call', fact, call: body }
  if (type === 'duty.alarm-ended') return { kind: 'end', fact, text: body.text }
  return { kind: 'newer', fact }
}

/**
 * Returns the account of whoever raised an alarm or took note of it: its author, or whom the server records it for. Nobody
 * else speaks for another.
 */
export function personOf({ by, body }: Pick<Envelope, 'by' | 'body'>): string {
  const { account } = body
  return by === serverAccount && typeof account === 'string' ? account : by
}
