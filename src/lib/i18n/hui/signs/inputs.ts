import type { Indicator } from '#lib/domain/hui/warning/indicator.ts'

/** The numbers that a sign was computed from. */
export type Inputs = Indicator['inputs']

/** Returns one of them; 0 where this sign did not come to it. */
export const of = (inputs: Inputs, name: string): number => inputs[name] ?? 0

/** Returns the change of the bids a round, đồng, without its direction. */
export const changeOf = (inputs: Inputs): number =>
  Math.round(Math.abs(of(inputs, 'rise')) / Math.max(1, of(inputs, 'run')))
