import * as v from 'valibot'

const word = v.pipe(v.string(), v.nonEmpty())

/** The part of a Tasmota discovery message that concerns shutters. */
const TasmotaConfig = v.object({
  mac: word,
  /** Device name. */
  dn: v.nullish(v.string()),
  hn: v.optional(v.string(), ''),
  t: word,
  /** FullTopic, containing `%prefix%` and `%topic%`. */
  ft: word,
  tp: v.strictTuple([word, word, word]),
  onln: v.optional(word, 'Online'),
  ofln: v.optional(word, 'Offline'),
  /** Function of each relay. */
  rl: v.array(v.number()),
  /** Options of each shutter, as bits. */
  sho: v.optional(v.array(v.pipe(v.number(), v.integer())), [])
})
export type TasmotaConfig = v.InferOutput<typeof TasmotaConfig>

export function configOf(value: unknown): TasmotaConfig | null {
  const parsed = v.safeParse(TasmotaConfig, value)
  return parsed.success ? parsed.output : null
}

const forShutter = 3

/** Returns the number of shutters; each uses two neighbouring relays. */
export function shutterCount({ rl }: TasmotaConfig): number {
  let count = 0
  for (let at = 0; at + 1 < rl.length; at++) {
    if (rl[at] !== forShutter || rl[at + 1] !== forShutter) continue
    count++
    at++
  }
  return count
}
