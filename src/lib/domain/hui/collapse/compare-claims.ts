import { stakesOf } from '../members/stakes.ts'
import { debtsOf } from '../money/debts.ts'
import type { Line } from '../state.ts'
import type { Claim } from './collapse.ts'

type BookLine = Pick<Line, 'rounds' | 'parts' | 'credits' | 'members' | 'terms'>

/**
 * Tells what the book of a host's lines says of one person, đồng: `contributed` to parts that have not taken, and `owed` by the
 * host besides, as `debtsOf` lists it. What the person owes is apart, and taken off neither.
 */
export interface ClaimantBook {
  contributed: number
  owed: number
}

/** Sets all claims of one person beside the book, đồng. */
export interface ComparedClaimant {
  /** By number: of somebody in the book all that stand in the file; one where only a name was written. */
  claims: readonly Claim[]
  claimed: number
  /** Null: no line of the host has the claimant, or nobody said who of the book it is. */
  book: ClaimantBook | null
  /** Tells what is claimed beyond the book, below 0 where the book says more; null without a book. */
  difference: number | null
}

/** A file's claims beside the book, đồng: `inBook.claimed` and `apart` together are all that is claimed. */
export interface ComparedClaims {
  /** By the number of their first claim. */
  claimants: ComparedClaimant[]
  inBook: { claimed: number; book: number; difference: number }
  /** Claimed by people with no book behind it. */
  apart: number
}

/**
 * Compares what people claim with what the book says of them. It judges nobody: either may be wrong. Somebody who claims
 * several times is counted once by the book; a claim under a name alone is compared with nobody's book.
 * @param lines of the host, all of them @param one the one id of a person
 */
export function compareClaims(
  claims: readonly Claim[],
  lines: readonly BookLine[],
  one: (person: string) => string
): ComparedClaims {
  const books = claimantBooks(lines, one)
  const groups = new Map<string, Claim[]>()
  for (const claim of claims) {
    const { claimant, id } = claim
    const key = 'person' in claimant ? `person ${one(claimant.person)}` : `claim ${id}`
    const theirs = groups.get(key)
    if (theirs) theirs.push(claim)
    else groups.set(key, [claim])
  }
  const claimants = [...groups].map(([key, claims]): ComparedClaimant => {
    const claimed = claims.reduce((sum, { amount }) => sum + amount, 0)
    const book = books.get(key.replace(/^person /, '')) ?? null
    return { claims, claimed, book, difference: book && claimed - bookSum(book) }
  })
  const inBook = { claimed: 0, book: 0, difference: 0 }
  let apart = 0
  for (const { claimed, book, difference } of claimants) {
    if (!book) apart += claimed
    else {
      inBook.claimed += claimed
      inBook.book += bookSum(book)
      inBook.difference += difference!
    }
  }
  return { claimants, inBook, apart }
}

/** Returns all that the book says somebody lost, đồng. */
export const bookSum = ({ contributed, owed }: ClaimantBook): number => contributed + owed

/** Returns what the lines say of each person in them, by their one id; of the host no more than of others. */
export function claimantBooks(
  lines: readonly BookLine[],
  one: (person: string) => string
): Map<string, ClaimantBook> {
  const books = new Map<string, ClaimantBook>()
  const of = (person: string) => {
    const known = books.get(one(person)) ?? { contributed: 0, owed: 0 }
    books.set(one(person), known)
    return known
  }
  for (const line of lines) {
    const { rounds, parts, members, credits, terms } = line
    const { held } = stakesOf(rounds, members.moves, members.joined)
    for (const { takenAt, no, holders } of parts)
      for (const { person } of holders)
        of(person).contributed += takenAt === null ? (held.get(`${no} ${person}`) ?? 0) : 0
    // Those who once were in the line are in its book too, with whatever is left.
    for (const { dues } of rounds) for (const { holder } of dues) of(holder)
    for (const { holder } of members.left) of(holder)
    for (const { person } of credits) of(person)
    for (const { from, to, amount } of debtsOf(line)) if (from === terms.host) of(to).owed += amount
  }
  return books
}
