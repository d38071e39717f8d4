import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { commander, gateKeepers, police } from '../roles.ts'
import { freeText, id, slug } from '../shapes.ts'

/** Longest texts, in UTF-16 units. */
export const alarmLimits = { group: 80, text: 500, name: 80 } as const

/** Most gates that one alarm covers. */
export const maxAlarmGates = 64

/** The stream of one alarm: its id is that of its address, so it is none but an id. */
const alarmStream = { stream: 'alarm', madeId: true } as const

/** How an alarm was started: in the app, from the icon's shortcut, on a locked phone with its alarm key, or by a text. */
export const alarmSources = ['app', 'shortcut', 'alarm-key', 'sms'] as const
export type AlarmSource = (typeof alarmSources)[number]

/**
 * Records that somebody has gates closed at once. `group`: the name of those gates together, absent for the whole unit;
 * `leftOut`: those of them that it does not order closed, since no decision on them was in force; `drill`: an exercise,
 * outside all statistics. `account`: who raised it, where the server records it for the text that a phone without data
 * sent to a gate; from anybody else it tells nothing.
 */
export const AlarmStarted = fact(
  'duty.alarm-started',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({
    gates: v.pipe(v.array(slug), v.minLength(1), v.maxLength(maxAlarmGates)),
    from: v.picklist(alarmSources),
    group: v.optional(freeText(alarmLimits.group)),
    leftOut: v.optional(v.pipe(v.array(slug), v.minLength(1), v.maxLength(maxAlarmGates))),
    drill: v.optional(v.literal(true)),
    account: v.optional(slug)
  })
)

/**
 * Records that a person has taken note of the alarm, by the button of its notification: never that a gate is closed.
 * `account`: theirs, where the server records it for a phone that is locked; from anybody else it tells nothing.
 */
export const AlarmReceived = fact(
  'duty.alarm-received',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({ account: v.optional(slug) })
)

/** The possible answers of a person at a gate about closing it by hand. */
export const gateAnswers = ['closed', 'cannot'] as const
export type GateAnswer = (typeof gateAnswers)[number]

/** Records the word of a person at the gate: a claim, never a report of the gate itself. */
export const GateAnswered = fact(
  'duty.gate-answered',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({
    gate: slug,
    answer: v.picklist(gateAnswers),
    text: v.optional(freeText(alarmLimits.text)),
    photo: v.optional(photo)
  })
)

/**
 * Records that a commander's phone has these words of people on gates, by the ids of their records, so that whoever gave
 * one knows that it was heard. The phone writes it by itself: it says nothing of a person having read them.
 */
export const WordsReceived = fact(
  'duty.words-received',
  { ...alarmStream, writers: commander },
  v.strictObject({ words: v.pipe(v.array(id), v.minLength(1), v.maxLength(maxAlarmGates)) })
)

/** Records "Tôi giữ cổng này"; holding another gate afterwards leaves this one. */
export const PositionHeld = fact(
  'duty.position-held',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({ gate: slug })
)

/** Records that a person has left the gate that they held. */
export const PositionLeft = fact(
  'duty.position-left',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({ gate: slug })
)

/** The vehicles of the person looked for, on land and on the canals. */
export const vehicles = ['motorbike', 'car', 'truck', 'three-wheeler', 'bicycle', 'boat', 'on-foot'] as const
export type Vehicle = (typeof vehicles)[number]

/** The colours of their clothes. */
export const colours = ['black', 'white', 'grey', 'red', 'blue', 'green', 'yellow', 'brown'] as const
export type ClothesColour = (typeof colours)[number]

/** Describes the person looked for, as far as somebody has seen them; `towards`: the gate they were last seen going to. */
export const DescriptionGiven = fact(
  'duty.description-given',
  { ...alarmStream, writers: gateKeepers },
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

/** Records "Đề nghị xã bạn": a call or a message to the unit next door. Nothing there is commanded. */
export const NeighbourCalled = fact(
  'duty.neighbour-called',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({ neighbour: freeText(alarmLimits.name), how: v.picklist(['call', 'sms']) })
)

/** Records that a gate lets people through again, as somebody says. */
export const GateReopened = fact(
  'duty.gate-reopened',
  { ...alarmStream, writers: gateKeepers },
  v.strictObject({ gate: slug })
)

/** Records the end of the alarm; its gates stay as they are until somebody opens each. */
export const AlarmEnded = fact(
  'duty.alarm-ended',
  { ...alarmStream, writers: police },
  v.strictObject({ text: v.optional(freeText(alarmLimits.text)) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const alarmFactTypes = [
  AlarmStarted,
  AlarmReceived,
  GateAnswered,
  WordsReceived,
  PositionHeld,
  PositionLeft,
  DescriptionGiven,
  NeighbourCalled,
  GateReopened,
  AlarmEnded
] as const
