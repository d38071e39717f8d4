/**
 * Tells what is known beside the books of the lines; an indicator that hangs on what is not given is not computable. Persons are
 * `person/<id>` ids.
 */
export interface Signs {
  /** Persons whose ID, phone or signature somebody has seen: one of the three is enough. */
  verified?: ReadonlySet<string>
  /** Fingerprints of what belongs to one person: equal ones are of one thing. */
  marks?: readonly IdentityMark[]
  /** Name and house of a person; a hamlet is no house. */
  addresses?: ReadonlyMap<string, { name: string; house: string }>
  /** People of a host's household, by host. */
  household?: ReadonlyMap<string, readonly string[]>
  /** Whose account a pot went to, by the id of its record. */
  accounts?: ReadonlyMap<string, string>
  /** ISO day on which the other side confirmed a record, by its id. */
  confirmed?: ReadonlyMap<string, string>
  /** Payers who are missing in a host's book, people of the book who deny that they play, and takers who got no pot. */
  statements?: readonly { id: string; host: string; says: 'not-in-book' | 'denies' | 'not-handed' }[]
  /** Parts said to be sold, beside the sales that the lines record; `seen`: on paper, or by an officer. */
  sales?: readonly ReportedSale[]
  /** Gifts or a "sure" return for buying parts, as reported. */
  inducements?: readonly { id: string; host: string; proven: boolean }[]
  /** ISO day on which the commune was notified of a line, by its id. */
  notices?: ReadonlyMap<string, string>
}

export interface ReportedSale {
  id: string
  host: string
  line: string
  part: number
  from: string
  to: string
  /** ISO day. */
  on: string
  seen: boolean
}

export interface IdentityMark {
  person: string
  kind: 'id' | 'phone' | 'account' | 'signature'
  /** Keyed fingerprint, never the number itself. */
  mark: string
}
