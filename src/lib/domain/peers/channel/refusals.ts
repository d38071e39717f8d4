import type { SenderRefusal } from '../refusals.ts'

/**
 * Tells why a scanned text makes no connection. `not-a-signal`: it is none of this project's; `other-unit`: of another
 * commune's phone; `own`: this very phone made it; `stale`: made too long ago, or the clocks differ; `not-an-offer`,
 * `not-an-answer`: it is the other half; `other-offer`: it answers another phone, or an earlier try; `bad-sender`: the phone
 * that it names did not sign it.
 */
export type SignalRefusal =
  | SenderRefusal
  | 'not-a-signal'
  | 'other-unit'
  | 'own'
  | 'stale'
  | 'not-an-offer'
  | 'not-an-answer'
  | 'other-offer'
  | 'bad-sender'

/**
 * Tells why a connection gave nothing, or not all. `unsupported`: this browser has no data channels; `no-connection`: the two
 * did not find each other in time; `lost`: it broke; `cancelled`: by this phone's user; `unproven`: the other end is not the
 * phone whose code was scanned; `foreign`: it spoke otherwise than any phone of this project; `unlisted`: it brought other records
 * or boxes than it had announced, or more than one connection holds.
 */
export type ChannelRefusal =
  SignalRefusal | 'unsupported' | 'no-connection' | 'lost' | 'cancelled' | 'unproven' | 'foreign' | 'unlisted'
