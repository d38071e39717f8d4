/** Lists what discovery announces about a gate: where it is announced, how it is driven and how it is read. */
const descriptionParts = [
  'source',
  'device',
  'commands',
  'open',
  'close',
  'stop',
  'setPosition',
  'state',
  'position',
  'presence',
  'obstacles',
  'assumed'
] as const
export type DescriptionPart = (typeof descriptionParts)[number]

/** The parts that a gate's announcement has, each as one line of text. */
export type GateDescription = Readonly<Partial<Record<DescriptionPart, string>>>

/** A part that is announced otherwise than it was; null where it is missing. */
export interface Difference {
  part: DescriptionPart
  before: string | null
  after: string | null
}

/** Returns in which parts two announcements of a gate differ. */
export function differences(before: GateDescription, after: GateDescription): Difference[] {
  return descriptionParts
    .map((part) => ({ part, before: before[part] ?? null, after: after[part] ?? null }))
    .filter(({ before, after }) => before !== after)
}

/** Returns a description without the parts that are absent; anything but a text stands as JSON. */
export function describedBy(parts: Readonly<Partial<Record<DescriptionPart, unknown>>>): GateDescription {
  const given = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(
    given.map(([part, value]) => [part, typeof value === 'string' ? value : JSON.stringify(value)])
  )
}

/** Codes of what is announced against what was accepted, for the operator. */
export const announcementWarnings = ['discovery-differs', 'discovery-removed', 'controller-taken'] as const
export type AnnouncementWarning = (typeof announcementWarnings)[number]
