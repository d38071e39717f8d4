import type { FactOf } from '#lib/domain/facts.ts'

/** From whom an officer knows it, and how, as forms ask for it. */
export const sources = ['post', 'host', 'member', 'paper', 'seen'] as const
export type Provenance = (typeof sources)[number]

/** Tells who said what a record of a line tells. */
export type Said = FactOf<'hui.round-held'>['body']['said']

const said: Record<Provenance, Said> = {
  post: { by: 'host', how: 'post' },
  host: { by: 'host', how: 'talk' },
  member: { by: 'member', how: 'talk' },
  paper: { by: 'host', how: 'paper' },
  seen: { by: 'officer', how: 'seen' }
}

/** Returns the source that a record tells of; undefined where no form asks for one like it. */
export const sourceOf = ({ by, how }: Said): Provenance | undefined =>
  sources.find((source) => said[source].by === by && said[source].how === how)

/** Returns what a record says of its source. */
export const saidOf = (source: Provenance): Said => said[source]
