import type { Discovered, Known, Message } from '../dialect.ts'
import { isObject } from '../home-assistant/abbreviations.ts'
import { json } from '../home-assistant/render.ts'
import { shellyGate, type ShellyState } from './state.ts'

/** Prefixes may have up to three levels. */
export const discoveryTopics = ['+', '+/+', '+/+/+'].flatMap((prefix) => [
  `${prefix}/status/cover:0`,
  `${prefix}/status/cover:1`,
  `${prefix}/events/rpc`
])

const place = /^(?<prefix>(?:[^/+#]+\/){0,2}[^/+#]+)\/(?:status\/cover:(?<cover>[01])|events\/rpc)$/

/** The covers that a status or an event tells of, as far as they are not known yet. */
export function discovered(
  { topic, payload }: Message,
  source: string,
  known?: Known<ShellyState>
): Discovered<ShellyState>[] {
  const { prefix, cover } = place.exec(topic)?.groups ?? {}
  if (prefix === undefined) return []
  const told = json(payload)
  if (!isObject(told)) return []
  return coversIn(told, cover)
    .map((cover) => ({ id: `${prefix}/cover:${cover}`, state: shellyGate(prefix, { cover, source }) }))
    .filter(({ id }) => !known || !Object.hasOwn(known.gates, id))
}

function coversIn(told: Record<string, unknown>, cover: string | undefined): number[] {
  if (cover !== undefined) return told['id'] === Number(cover) ? [Number(cover)] : []
  const { params } = told
  return isObject(params) ? [0, 1].filter((cover) => isObject(params[`cover:${cover}`])) : []
}
