import * as v from 'valibot'

/** The JSON keys on which a cover reports, and the commands it takes; a cover at an endpoint has keys with a suffix. */
export interface CoverKeys {
  state: string
  /** Command words. */
  commands: readonly string[]
  position: string | null
  takesPosition: boolean
  /** `moving`, `motor_state`: keys whose words give the direction. */
  moving: readonly string[]
  /** Key that reports motion without a direction. */
  running: string | null
  /** Keys whose value can be requested. */
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

/** Returns the covers that a device exposes, by endpoint; '' when it has only one. */
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

/** Wraps a list, so that values of any other shape drop out. */
function parsed<const Shape extends v.GenericSchema>(shape: Shape, value: unknown): v.InferOutput<Shape>[] {
  const { success, output } = v.safeParse(shape, value)
  return success ? [output] : []
}
