import * as v from 'valibot'
import { fact } from '../fact.ts'
import { police, policeAndUbnd } from '../roles.ts'
import { day, dayOrMonth, id, slug, freeText } from '../shapes.ts'

/** The field of a model of the movement. */
export const fields = ['security', 'hui', 'traffic', 'other'] as const
export type Field = (typeof fields)[number]

/** The kinds of group. A steering board (Ban Chỉ đạo) is counted apart from the groups (tổ). */
export const groupKinds = ['group', 'board'] as const
export type GroupKind = (typeof groupKinds)[number]

/** The precision of a figure: 330, "more than 6.000", "about 1.000"; the most precise first. */
export const precisions = ['exact', 'over', 'about'] as const
export type Precision = (typeof precisions)[number]

/** The figures that can be published of an area; `point`: a place where a model is replicated (điểm nhân rộng). */
export const figureKinds = [
  'models',
  'groups',
  'members',
  'points',
  'point-groups',
  'point-members',
  'smart-gates',
  'communes-with-gates',
  'incidents-prevented',
  'hui-hosts',
  'hui-members',
  'hui-tips',
  'hui-collapses',
  'hui-complaints'
] as const
export type FigureKind = (typeof figureKinds)[number]

/** Longest texts, in UTF-16 units, and the highest number that can be counted. */
export const movementLimits = {
  name: 120,
  place: 160,
  note: 500,
  source: 200,
  number: 1_000_000_000
} as const

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(movementLimits.number))
const counted = { value: natural, precision: v.picklist(precisions) }

/** Lists a model that the unit keeps, from `since` to `until`, both inclusive. The latest listing counts. */
export const ModelListed = fact(
  'movement.model-listed',
  { stream: 'model', writers: policeAndUbnd },
  v.strictObject({
    name: freeText(movementLimits.name),
    field: v.picklist(fields),
    since: dayOrMonth,
    until: v.optional(day),
    place: v.optional(freeText(movementLimits.place))
  })
)

/** Counts a model's groups (or boards) of one name on a day, and their members together; 0 groups: dissolved. */
export const GroupCounted = fact(
  'movement.group-counted',
  { stream: 'model', writers: policeAndUbnd },
  v.strictObject({
    group: id,
    kind: v.picklist(groupKinds),
    name: freeText(movementLimits.name),
    groups: natural,
    members: v.strictObject(counted),
    asOf: day
  })
)

/**
 * Records totals of an area as they were published, under the area's name and parents of that day; ids are the
 * gazetteer's. `since` and `place`: time and place of its beginning.
 */
export const FiguresPublished = fact(
  'movement.figures-published',
  { stream: 'figures', writers: police },
  v.strictObject({
    asOf: day,
    area: v.strictObject({
      level: v.picklist(['province', 'district', 'commune']),
      id: slug,
      kind: freeText(20),
      name: freeText(80),
      district: v.optional(freeText(80)),
      province: v.optional(freeText(80))
    }),
    figures: v.array(v.strictObject({ what: v.picklist(figureKinds), ...counted })),
    since: v.optional(dayOrMonth),
    place: v.optional(freeText(movementLimits.place)),
    note: v.optional(freeText(movementLimits.note)),
    source: freeText(movementLimits.source)
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const movementFactTypes = [ModelListed, GroupCounted, FiguresPublished] as const
