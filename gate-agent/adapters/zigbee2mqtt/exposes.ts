import * as v from 'valibot'

/** Under which keys a cover speaks, and what it takes; a cover at an endpoint has keys with a suffix. */
export interface CoverKeys {
  state: string
  /** The words that it takes. */
  commands: readonly string[]
  position: string | null
  takesPosition: boolean
  /** `moving`, `motor_state`: words that tell which way it goes. */
  moving: readonly string[]
  /** Tells that it goes, but not which way. */
  running: string | null
  /** What it can be asked for. */
  readable: readonly string[]
}

const Feature = v.object({
  name: v.string(),
  property: v.string(),
  /** Bits: 1 is published, 2 can be set, 4 can be read. */
  access: v.optional(v.number(), 1),
  values: v.optional(v.array(v.unknown()), []),
  endpoint: v.optional(v.string())
})
type Feature = v.InferOutput<typeof Feature>

const Cover = v.object({
  type: v.literal('cover'),
  endpoint: v.optional(v.string()),
  features: v.array(v.unknown())
})

const takes = 2
const tells = 4

/** The covers that a device exposes, by endpoint; '' where it has but one. */
export function coversIn(exposes: readonly unknown[]): Map<string, CoverKeys> {
  const covers = exposes.flatMap((expose) => parsed(Cover, expose))
  const loose = exposes.flatMap((expose) => parsed(Feature, expose))
  return new Map(
    covers.flatMap(({ endpoint = '', features }) => {
      const mine = loose.filter((feature) => (feature.endpoint ?? '') === endpoint)
      const keys = keysOf(
        features.flatMap((feature) => parsed(Feature, feature)),
        mine
      )
      return keys ? [[endpoint, keys] as const] : []
    })
  )
}

function keysOf(features: readonly Feature[], beside: readonly Feature[]): CoverKeys | null {
  const named = (name: string) => features.find((feature) => feature.name === name)
  const state = named('state')
  if (!state || (state.access & takes) === 0) return null
  const position = named('position')
  const all = [...features, ...beside]
  return {
    state: state.property,
    commands: ['OPEN', 'CLOSE', 'STOP'].filter((word) => state.values.includes(word)),
    position: position?.property ?? null,
    takesPosition: position !== undefined && (position.access & takes) !== 0,
    moving: all
      .filter(({ name }) => name === 'moving' || name === 'motor_state')
      .map(({ property }) => property),
    running: all.find(({ name }) => name === 'running')?.property ?? null,
    readable: [state, position].flatMap((one) => (one && (one.access & tells) !== 0 ? [one.property] : []))
  }
}

/** As a list, so that what has another shape drops out. */
function parsed<const Shape extends v.GenericSchema>(shape: Shape, value: unknown): v.InferOutput<Shape>[] {
  const { success, output } = v.safeParse(shape, value)
  return success ? [output] : []
}
