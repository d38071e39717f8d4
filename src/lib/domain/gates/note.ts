/** The events that a person can note at a gate; a claim, never a report of the gate itself. */
export const happenings = ['closed', 'opened', 'seen', 'fault', 'other'] as const
export type Happening = (typeof happenings)[number]

/** The positions that a person can claim for a gate moved by hand. */
export const handStands = ['closed', 'opened'] as const
export type HandStand = (typeof handStands)[number]

/** Longest reason and longest name a note takes, in UTF-16 units. */
export const noteLimits = { reason: 2000, who: 80 } as const
