/** What must hold once nothing moves any more; `no-alarm`, `erased`, `taken` and `sound` all along. */
export type Law =
  /** What the app said is saved is on the server, or refused on its author's phone. */
  | 'kept'
  /** It is there once, and the very same. */
  | 'once'
  /** Each phone has what the server has of its books, and so the same folds, to the đồng. */
  | 'agreed'
  /** Each number of a device is there, erased or still on its phone; none is there twice. */
  | 'numbered'
  /** Nothing that its author wrote goes from his phone, but by an erasure. */
  | 'unsent-kept'
  /** Nothing erased comes back. */
  | 'erased'
  /** Nothing waits for ever, and each fact is called what it is. */
  | 'settled'
  /** Nothing is refused but by the rule, or for its size. */
  | 'refused-rightly'
  /** An audit has nothing to bring where nobody lost anything. */
  | 'no-alarm'
  /** What stands was admitted by this server, where it belongs; names and keys are those that were given; nothing late counts. */
  | 'genuine'
  /** Nobody takes from another what they have opened, by a time of their choice. */
  | 'opened'
  /** Whatever is sent is answered, and what is turned away is told why. */
  | 'answered'
  /** What somebody has taken in for another comes to the server, while their phone lives. */
  | 'carried'
  /** Nothing is kept that nobody wrote, or of a bundle that is changed, another's, or of somebody out; the same one again changes nothing. */
  | 'taken'
  /** Nobody has in clear what they may not read. */
  | 'readers'
  /** Nothing throws, nothing is spoilt. */
  | 'sound'

/** A law that was broken, and how. */
export class Broken extends Error {
  constructor(
    readonly law: Law,
    readonly what: string
  ) {
    super(`${law}: ${what}`)
  }
}

/** As much of an id as tells it from others in a trace. */
export const short = (id: string): string => id.slice(-6)
