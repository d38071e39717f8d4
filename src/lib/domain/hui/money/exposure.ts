import type { Line } from '../state.ts'

/**
 * Tells what the parts that have taken still owe over the rounds that remain, đồng: the face, and in the premium model what they
 * bid beside it. It is what the host must carry if all of them stop, and no forecast; arrears are not in it.
 */
export interface Exposure {
  k: number
  face: number
  added: number
}

/** Returns the exposure after each round held, those of the host's own parts too. Source: `D_k = k(n−k)P`. */
export function exposuresOf({ rounds, terms }: Pick<Line, 'rounds' | 'terms'>): Exposure[] {
  let bids = 0
  return rounds.map(({ k, bid }) => {
    bids += terms.model === 'premium' ? bid : 0
    return { k, face: k * (terms.n - k) * terms.face, added: bids * (terms.n - k) }
  })
}

/** Returns the highest exposure of a whole line, đồng, face only: `⌊n/2⌋⌈n/2⌉P`. */
export const peakOf = ({ n, face }: { n: number; face: number }): number =>
  Math.floor(n / 2) * Math.ceil(n / 2) * face
