import * as v from 'valibot'
import { isPublishTopic } from '#lib/domain/mqtt-topic.ts'
import { isPointer, readTemplate, wordOf } from './reader.ts'

/** A topic of the mapping, to publish to or to hear: without wildcards, which would let any message be the gate's. */
const mappedTopic = v.pipe(v.string(), v.maxLength(200), v.check(isPublishTopic))
const word = v.pipe(
  v.union([v.string(), v.number(), v.boolean(), v.record(v.string(), v.unknown())]),
  v.transform((given) => wordOf(given))
)
const wordList = v.pipe(
  v.union([v.array(word), word]),
  v.transform((words) => [words].flat())
)
const seconds = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most))

/** A toggle does what depends on what was before, so that nobody knows what it will do. */
const payload = v.pipe(
  word,
  v.check((text) => !/toggle/i.test(text))
)

/** Describes what is published for a command. `off`: the payload that lets go of the relay again. */
const Order = v.strictObject({ topic: mappedTopic, payload, off: v.optional(word) })
export type Order = v.InferOutput<typeof Order>

const place = {
  topic: mappedTopic,
  pointer: v.optional(v.pipe(v.string(), v.check(isPointer))),
  template: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => readTemplate(text) !== null)
    )
  )
}

const onePlace = (reader: { pointer?: string | undefined; template?: string | undefined }) =>
  reader.pointer === undefined || reader.template === undefined

/** A topic that says yes or no: a contact, an obstruction, an availability. */
const YesNo = v.pipe(
  v.strictObject({ ...place, yes: wordList, no: wordList }),
  v.forward(
    v.check((reader) => onePlace(reader)),
    ['template']
  ),
  v.forward(
    v.check(({ yes, no }) => yes.every((one) => !no.includes(one))),
    ['no']
  )
)
export type YesNo = v.InferOutput<typeof YesNo>

/** A topic with words for what the gate does. `pressed`: the button's relay was on; `ignored`: says nothing of the gate. */
const Words = v.pipe(
  v.strictObject({
    ...place,
    words: v.pipe(
      v.strictObject({
        opening: v.optional(wordList),
        closing: v.optional(wordList),
        open: v.optional(wordList),
        closed: v.optional(wordList),
        stopped: v.optional(wordList),
        pressed: v.optional(wordList),
        ignored: v.optional(wordList)
      }),
      // A word with two meanings has none.
      v.check((words) => {
        const all = Object.values(words).flat()
        return all.length > 0 && new Set(all).size === all.length
      })
    )
  }),
  v.forward(
    v.check((reader) => onePlace(reader)),
    ['template']
  )
)
export type MappedWords = v.InferOutput<typeof Words>

const manyOf = <const Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.unknown(),
    v.transform((given) => [given].flat() as unknown[]),
    v.array(item)
  )

/** Contacts at the two ends of the travel; several topics of one contact say the same, and the newest counts. */
const Contacts = v.strictObject({
  closed: v.optional(manyOf(YesNo), []),
  open: v.optional(manyOf(YesNo), [])
})

const Fields = v.strictObject({
  open: v.optional(Order),
  close: v.optional(Order),
  /** `release`: letting go of both relays stops the motor. */
  stop: v.optional(v.union([v.literal('release'), Order])),
  /** The only button, which opens, stops and closes by turns. */
  button: v.optional(Order),
  /** True where `open` and `close` press such a button too, so that a second one would stop the gate. */
  byTurns: v.optional(v.boolean(), false),
  /** How long a relay stays on before `off` is sent, seconds. */
  pulseSeconds: v.optional(seconds(0.1, 600), 0.5),
  /** Least time between opposite directions, or between two presses of the only button, seconds. */
  pauseSeconds: v.optional(seconds(0, 60), 1),
  state: v.optional(manyOf(Words), []),
  contacts: v.optional(Contacts, { closed: [], open: [] }),
  obstruction: v.optional(YesNo),
  availability: v.optional(manyOf(YesNo), []),
  /** Published at each connection and after a silence, so that the controller reports. */
  ask: v.optional(manyOf(v.strictObject({ topic: mappedTopic, payload })), []),
  /** Nothing at the gate confirms what is reported. Without a contact that is so unless the operator says otherwise. */
  assumed: v.optional(v.boolean())
})
type Fields = v.InferOutput<typeof Fields>

/**
 * How a gate is driven and heard, as its operator describes it. Refuses what cannot be known: a single button without a
 * contact at the closed end, and a contact on a topic to which commands go.
 */
export const Mapping = v.pipe(
  Fields,
  v.forward(v.check(hasOneWay), ['button']),
  v.forward(
    v.check(({ open, close, button }) => !!button || !!open || !!close),
    ['close']
  ),
  v.forward(
    v.check((mapping) => !goesByTurns(mapping) || mapping.contacts.closed.length > 0),
    ['contacts']
  ),
  v.forward(v.check(releases), ['stop']),
  v.forward(
    v.check((mapping) => heardTopics(mapping).length > 0),
    ['state']
  ),
  v.forward(
    v.check((mapping) => sensed(mapping).every((topic) => !orderTopics(mapping).includes(topic))),
    ['contacts']
  )
)
export type GateMapping = v.InferOutput<typeof Mapping>

/** Tells whether what a command does depends on what the gate did before. */
export function goesByTurns({ button, byTurns }: Pick<Fields, 'button' | 'byTurns'>): boolean {
  return button !== undefined || byTurns
}

function hasOneWay({ open, close, stop, button }: Fields): boolean {
  return !button || (!open && !close && !stop)
}

/** Letting go stops only what is held. */
function releases({ open, close, stop }: Fields): boolean {
  return stop !== 'release' || [open, close].every((order) => !order || order.off !== undefined)
}

/** The relays and buttons of a mapping, each once. */
export function ordersOf({ open, close, stop, button }: Fields): Order[] {
  return [open, close, stop === 'release' ? undefined : stop, button].filter((order) => order !== undefined)
}

const orderTopics = (mapping: Fields) => ordersOf(mapping).map(({ topic }) => topic)

/** Topics that no command may go to: what comes back would be its echo. */
function sensed({ contacts, obstruction, availability }: Fields): string[] {
  const all = [contacts.closed, contacts.open, obstruction ?? [], availability].flat()
  return all.map(({ topic }) => topic)
}

/** Every topic that tells something of the gate, each once. */
export function heardTopics(mapping: Fields): string[] {
  return [...new Set([...sensed(mapping), ...mapping.state.map(({ topic }) => topic)])]
}

/** Tells whether what it reports may be an echo of its own commands. */
export function echoes(mapping: Fields): boolean {
  return mapping.state.some(({ topic }) => orderTopics(mapping).includes(topic))
}
