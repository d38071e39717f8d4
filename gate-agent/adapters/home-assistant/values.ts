import * as v from 'valibot'
import { isPublishTopic } from '#lib/domain/mqtt-topic.ts'
import { templateText } from './render.ts'

/** A word may be given as a number or boolean; it is converted to a string. */
export const textValue = v.pipe(
  v.union([v.string(), v.number(), v.boolean()]),
  v.transform((wordOr) => templateText(wordOr))
)

const yes = new Set(['true', 'yes', 'on', 'enable', '1'])
export const flag = v.pipe(
  textValue,
  v.transform((word) => yes.has(word.toLowerCase()))
)
export const number = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+(?:\.\d+)?$/), v.transform(Number))]),
  v.finite()
)
export const qos = v.pipe(
  v.nullish(v.picklist([0, 1, 2]), 0),
  v.transform((qos): 0 | 1 => (qos === 0 ? 0 : 1))
)

/**
 * A topic without wildcards, also where reports are heard: any message would be a report otherwise. The validation
 * message is the refusal's code.
 */
export const givenTopic = v.pipe(textValue, v.check(isPublishTopic, 'bad-topic'))
export const optionalTopic = v.nullish(givenTopic)

export const template = v.nullish(v.string())
/** Null is an explicit value: the controller lacks the command. */
export const payloadOr = (word: string) => v.optional(v.nullable(textValue), word)
export const word = (word: string) => v.nullish(textValue, word)

/** Accepts a list or a single value. */
export const listOf = <const Item extends v.GenericSchema>(item: Item) =>
  v.union([
    v.array(item),
    v.pipe(
      item,
      v.transform((one: v.InferOutput<Item>) => [one])
    )
  ])
