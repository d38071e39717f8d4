import { isObject } from '../json.ts'
import { methods, type Method } from './methods.ts'
import type { ShellyState } from './state.ts'

/** Returns the call number of a method for one cover. Unique per method and cover, since a reply carries nothing else. */
export function call({ cover, source }: ShellyState, method: Method, params: object) {
  return { id: numberOf(cover, method), src: source, method, params: { id: cover, ...params } }
}

/** A controller's reply. */
export interface ShellyReply {
  method: Method
  result: unknown
  /** Null when the call was accepted. */
  error: { code: number; message: string } | null
}

/** Parses a frame as a reply; null unless it is one from this device to one of our calls for this cover. */
export function replyIn(frame: unknown, { cover, device }: ShellyState): ShellyReply | null {
  if (!isObject(frame) || device === null || frame['src'] !== device) return null
  const method = methods.find((method) => frame['id'] === numberOf(cover, method))
  if (!method) return null
  const error = frame['error']
  if (!isObject(error)) return { method, result: frame['result'], error: null }
  const { code, message } = error
  return {
    method,
    result: undefined,
    error: { code: typeof code === 'number' ? code : 0, message: typeof message === 'string' ? message : '' }
  }
}

function numberOf(cover: number, method: Method): number {
  return cover * 10 + methods.indexOf(method) + 1
}
