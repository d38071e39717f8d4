import * as v from 'valibot'
import {
  flag,
  givenTopic,
  listOf,
  number,
  optionalTopic,
  payloadOr,
  qos,
  template,
  textValue,
  word
} from './values.ts'

const entry = v.object({
  topic: givenTopic,
  payload_available: word('online'),
  payload_not_available: word('offline'),
  value_template: template
})

const availability = {
  availability: v.nullish(listOf(entry)),
  availability_mode: v.nullish(v.picklist(['all', 'any', 'latest']), 'latest'),
  availability_topic: optionalTopic,
  availability_template: template,
  payload_available: word('online'),
  payload_not_available: word('offline')
}
export type AvailabilityConfig = v.InferOutput<v.ObjectSchema<typeof availability, undefined>>

const names = v.pipe(
  listOf(textValue),
  v.transform((names) => names.map((name) => `id ${name}`))
)
const connections = v.pipe(
  v.array(v.tuple([textValue, textValue])),
  v.transform((pairs) => pairs.map(([kind, value]) => `${kind} ${value}`.toLowerCase()))
)

/** The identity of a device: all its identifiers and connections, at least one. */
const device = v.pipe(
  v.object({ identifiers: v.nullish(names, []), connections: v.nullish(connections, []) }),
  v.transform(({ identifiers, connections }) => [...identifiers, ...connections]),
  v.check((keys) => keys.length > 0, 'no-device')
)

const entity = {
  name: v.nullish(textValue),
  device: v.nullish(device),
  origin: v.nullish(v.object({ name: textValue })),
  state_topic: optionalTopic,
  value_template: template,
  ...availability
}

const oneAvailability = (config: { availability?: unknown; availability_topic?: unknown }) =>
  !config.availability || !config.availability_topic

/** A cover's discovery config with defaults filled in; drops unknown keys. */
export const CoverConfig = v.pipe(
  v.object({
    ...entity,
    command_topic: optionalTopic,
    payload_open: payloadOr('OPEN'),
    payload_close: payloadOr('CLOSE'),
    payload_stop: payloadOr('STOP'),
    state_open: word('open'),
    state_opening: word('opening'),
    state_closed: word('closed'),
    state_closing: word('closing'),
    state_stopped: word('stopped'),
    position_topic: optionalTopic,
    position_template: template,
    position_open: v.nullish(number, 100),
    position_closed: v.nullish(number, 0),
    set_position_topic: optionalTopic,
    set_position_template: template,
    optimistic: v.nullish(flag, false),
    retain: v.nullish(flag, false),
    qos
  }),
  v.check((cover) => !cover.set_position_topic || !!cover.position_topic, 'set-position-without-position'),
  v.check((cover) => !cover.value_template || !!cover.state_topic, 'stray-template'),
  v.check((cover) => !cover.position_template || !!cover.position_topic, 'stray-template'),
  v.check((cover) => !cover.set_position_template || !!cover.set_position_topic, 'stray-template'),
  v.check((cover) => cover.position_open !== cover.position_closed, 'no-range'),
  v.check((config) => oneAvailability(config), 'two-availabilities')
)
export type CoverConfig = v.InferOutput<typeof CoverConfig>

/** A binary sensor's discovery config with defaults filled in; drops unknown keys. */
export const SensorConfig = v.pipe(
  v.object({
    ...entity,
    state_topic: givenTopic,
    unique_id: v.nullish(textValue),
    object_id: v.nullish(textValue),
    device_class: v.nullish(textValue),
    payload_on: word('ON'),
    payload_off: word('OFF'),
    off_delay: v.nullish(number),
    expire_after: v.nullish(number)
  }),
  v.check((config) => oneAvailability(config), 'two-availabilities')
)
export type SensorConfig = v.InferOutput<typeof SensorConfig>

/** Root of the device form: one unknown key invalidates the whole message. Components are validated one by one. */
export const DeviceConfig = v.pipe(
  v.strictObject({
    ...availability,
    device,
    origin: v.object({ name: textValue }),
    components: v.record(v.string(), v.looseObject({ platform: v.string() })),
    state_topic: optionalTopic,
    command_topic: optionalTopic,
    qos,
    encoding: v.nullish(v.string())
  }),
  v.check((config) => oneAvailability(config), 'two-availabilities')
)

/** Returns the code of the problem with a config, or null when it is valid. */
export function wrong(result: { success: boolean; issues?: readonly v.BaseIssue<unknown>[] | undefined }) {
  if (result.success) return null
  const [first] = result.issues ?? []
  return first?.type === 'check' ? first.message : 'malformed'
}
