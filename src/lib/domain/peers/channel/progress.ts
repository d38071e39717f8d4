/** Counts what goes one way. */
export interface Flow {
  /** Facts that have arrived, and all that the taker lacked; null: not known yet. */
  facts: number
  allFacts: number | null
  photos: number
  allPhotos: number
  /** Bytes of photos that have arrived, and of all. */
  photoBytes: number
  allPhotoBytes: number
}

/** Tells what has gone each way over a channel so far. */
export interface ChannelProgress {
  given: Flow
  taken: Flow
  /** All bytes that have gone and come. */
  bytes: number
}

/** Bytes that a fact comes to, roughly, with the time that verifying it takes. */
const factWeight = 250
/** The least share of the work from which the rest is reckoned. */
const leastShare = 0.03

export const noFlow: Flow = {
  facts: 0,
  allFacts: null,
  photos: 0,
  allPhotos: 0,
  photoBytes: 0,
  allPhotoBytes: 0
}

/** Reckons how long the rest takes, ms; null as long as too little is known. @param elapsed since the first fact, ms */
export function msLeft({ given, taken }: ChannelProgress, elapsed: number): number | null {
  if (given.allFacts === null || taken.allFacts === null) return null
  const lefts = [given, taken].map((flow) => {
    const done = flow.facts * factWeight + flow.photoBytes
    const all = (flow.allFacts ?? 0) * factWeight + flow.allPhotoBytes
    if (done >= all) return 0
    return done < all * leastShare ? null : (elapsed * (all - done)) / done
  })
  return lefts.includes(null) ? null : Math.max(...(lefts as number[]))
}
