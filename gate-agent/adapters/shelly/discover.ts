import type { Discovered, KnownGates, Message } from '../dialect.ts'
import { isSought } from '../prefixes.ts'
import { isObject, json } from '../json.ts'
import { shellyGate, type ShellySetting, type ShellyState } from './state.ts'

const place = /^(?<prefix>.+)\/(?:status\/cover:(?<cover>[01])|events\/rpc)$/

/** Returns the covers in a message that are not known yet. */
export function discoverShelly(
  message: Message,
  prefix: string | undefined,
  setting: ShellySetting,
  known?: KnownGates<ShellyState>
): Discovered<ShellyState>[] {
  const found = prefix !== undefined && isHere(message, prefix) ? { prefix, covers: [0] } : foundIn(message)
  if (!found || !isSought(found.prefix, prefix)) return []
  return found.covers
    .map((cover) => ({
      id: `${found.prefix}/cover:${cover}`,
      state: shellyGate(found.prefix, {
        ...(found.device !== undefined && { device: found.device }),
        ...setting,
        cover
      })
    }))
    .filter(({ id }) => !known || !Object.hasOwn(known.gates, id))
}

interface Found {
  prefix: string
  covers: readonly number[]
  device?: string
}

/** An online device under the operator's own prefix is their gate, even if it publishes nothing unasked. */
function isHere({ topic, payload }: Message, prefix: string): boolean {
  return topic === `${prefix}/online` && payload === 'true'
}

function foundIn({ topic, payload }: Message): Found | null {
  const { prefix, cover } = place.exec(topic)?.groups ?? {}
  const told = prefix === undefined ? null : json(payload)
  if (prefix === undefined || !isObject(told)) return null
  if (cover !== undefined) return { prefix, covers: told['id'] === Number(cover) ? [Number(cover)] : [] }
  const { params, src } = told
  const covers = isObject(params) ? [0, 1].filter((cover) => isObject(params[`cover:${cover}`])) : []
  return { prefix, covers, ...(typeof src === 'string' && { device: src }) }
}
