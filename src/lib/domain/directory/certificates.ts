import TinyQueue from 'tinyqueue'
import { lastFrom } from '../devices/barring.ts'
import type { Role } from '../roles.ts'

/** The roles with which a phone speaks for its account during a time; Unix ms, `until` null while nothing ends it. */
export interface Certificate {
  roles: readonly Role[]
  from: number
  until: number | null
}

/** A certificate as one approval gives it. */
export interface Issued extends Certificate {
  /** The id of the approval. */
  id: string
}

const endOf = ({ until }: Certificate) => until ?? Infinity

/** The certificates of one phone as time goes on: of those in force the one written last counts. */
export class HeldCertificates {
  readonly #coming = new TinyQueue<Issued>([], (a, b) => a.from - b.from)
  readonly #inForce = new TinyQueue<Issued>([], (a, b) => (a.id > b.id ? -1 : 1))

  constructor(issued: readonly Issued[] = []) {
    for (const one of issued) this.add(one)
  }

  add(issued: Issued): void {
    this.#coming.push(issued)
  }

  /** Returns the certificate that counts at a time, Unix ms. @param ms no earlier than at the call before */
  at(ms: number): Issued | undefined {
    for (let next = this.#coming.peek(); next && next.from <= ms; next = this.#coming.peek())
      this.#inForce.push(this.#coming.pop()!)
    for (let last = this.#inForce.peek(); last && endOf(last) <= ms; last = this.#inForce.peek())
      this.#inForce.pop()
    return this.#inForce.peek()
  }
}

/** Resolves the certificates of one phone into times that do not overlap, the earliest first. */
export function effective(issued: readonly Issued[]): Certificate[] {
  const held = new HeldCertificates(issued)
  const turns = new Set(issued.flatMap(({ from, until }) => [from, ...(until === null ? [] : [until])]))
  const spans: Certificate[] = []
  let current: Issued | undefined
  for (const ms of [...turns].sort((a, b) => a - b)) {
    const next = held.at(ms)
    if (next === current) continue
    if (current) spans.at(-1)!.until = ms
    if (next) spans.push({ roles: next.roles, from: ms, until: null })
    current = next
  }
  return spans
}

/** Returns the certificate in force at a time, Unix ms. @param certificates do not overlap, the earliest first */
export function certificateAt(certificates: readonly Certificate[], ms: number): Certificate | undefined {
  const last = certificates[lastFrom(certificates, ms)]
  return last && ms < endOf(last) ? last : undefined
}
