import { isObject } from '../json.ts'
import { methods, type Method } from './methods.ts'
import type { ShellyState } from './state.ts'

/** A reply names no method, only its number: so each method of each cover has one of its own. */
export function call({ cover, source }: ShellyState, method: Method, params: object) {
  return { id: numberOf(cover, method), src: source, method, params: { id: cover, ...params } }
}

/** What a controller answered. */
export interface ShellyReply {
  method: Method
  result: unknown
  /** Null: it was no refusal. */
  error: { code: number; message: string } | null
}

/** The reply that a frame is; null where it is none from this device to one of our calls for this cover. */
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
