import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { gateKeepers, police } from '../roles.ts'
import { slug, freeText } from '../shapes.ts'

/** Longest texts, in UTF-16 units. */
export const alarmLimits = { group: 80, text: 500, name: 80 } as const

/** Most gates that one alarm covers. */
export const maxAlarmGates = 64

/** Where somebody started it: in the app, from the icon's shortcut, or on a locked phone with its alarm key. */
export const alarmSources = ['app', 'shortcut', 'alarm-key'] as const
export type AlarmSource = (typeof alarmSources)[number]

/**
 * Somebody has gates closed at once. `group`: what they are called together, absent for the whole unit;
 * `drill`: an exercise, outside all statistics.
 */
export const AlarmStarted = fact(
  'duty.alarm-started',
  { stream: 'alarm', writers: gateKeepers },
  v.strictObject({
    gates: v.pipe(v.array(slug), v.minLength(1), v.maxLength(maxAlarmGates)),
    from: v.picklist(alarmSources),
    group: v.optional(freeText(alarmLimits.group)),
    drill: v.optional(v.literal(true))
  })
)

/** What somebody at a gate says of closing it by hand. */
export const gateAnswers = ['closed', 'cannot'] as const
export type GateAnswer = (typeof gateAnswers)[number]

/** Whoever stands at a gate says so: a claim, never a report of the gate itself. */
export const GateAnswered = fact(
  'duty.gate-answered',
  { stream: 'alarm', writers: gateKeepers },
  v.strictObject({
    gate: slug,
    answer: v.picklist(gateAnswers),
    text: v.optional(freeText(alarmLimits.text)),
    photo: v.optional(photo)
  })
)

/** "Tôi giữ cổng này"; whoever holds another gate afterwards has left this one. */
export const PositionHeld = fact(
  'duty.position-held',
  { stream: 'alarm', writers: gateKeepers },
  v.strictObject({ gate: slug })
)

/** Whoever held a gate has gone. */
export const PositionLeft = fact(
  'duty.position-left',
  { stream: 'alarm', writers: gateKeepers },
  v.strictObject({ gate: slug })
)

/** What they ride, on land and on the canals. */
export const vehicles = ['motorbike', 'car', 'truck', 'three-wheeler', 'bicycle', 'boat', 'on-foot'] as const
export type Vehicle = (typeof vehicles)[number]

/** The colour of what they wear. */
export const colours = ['black', 'white', 'grey', 'red', 'blue', 'green', 'yellow', 'brown'] as const
export type ClothesColour = (typeof colours)[number]

/** Who is looked for, as far as somebody has seen it; `towards`: the gate they were last seen going to. */
export const DescriptionGiven = fact(
  'duty.description-given',
  { stream: 'alarm', writers: gateKeepers },
  v.pipe(
    v.strictObject({
      vehicle: v.optional(v.picklist(vehicles)),
      clothes: v.optional(v.picklist(colours)),
      towards: v.optional(slug),
      text: v.optional(freeText(alarmLimits.text))
    }),
    v.check((body) => Object.keys(body).length > 0)
  )
)

/** "Đề nghị xã bạn": somebody calls the unit next door or writes to it. Nothing there is commanded. */
export const NeighbourCalled = fact(
  'duty.neighbour-called',
  { stream: 'alarm', writers: gateKeepers },
  v.strictObject({ neighbour: freeText(alarmLimits.name), how: v.picklist(['call', 'sms']) })
)

/** Somebody says that a gate lets people through again. */
export const GateReopened = fact(
  'duty.gate-reopened',
  { stream: 'alarm', writers: gateKeepers },
  v.strictObject({ gate: slug })
)

/** The alarm is over; its gates stay as they are until somebody opens each. */
export const AlarmEnded = fact(
  'duty.alarm-ended',
  { stream: 'alarm', writers: police },
  v.strictObject({ text: v.optional(freeText(alarmLimits.text)) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const alarmFactTypes = [
  AlarmStarted,
  GateAnswered,
  PositionHeld,
  PositionLeft,
  DescriptionGiven,
  NeighbourCalled,
  GateReopened,
  AlarmEnded
] as const
