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

/** How many replies are awaited at most: a device that is away answers none. */
const mostAwaited = 20

/** Returns the gate after a call was made, which waits for one reply. */
export function withCall(state: ShellyState, method: Method): ShellyState {
  return { ...state, awaited: [...state.awaited, method].slice(-mostAwaited) }
}

/** Returns the gate after a reply to such a call. */
export function withoutCall(state: ShellyState, method: Method): ShellyState {
  const at = state.awaited.indexOf(method)
  return { ...state, awaited: state.awaited.toSpliced(at, 1) }
}

/** Parses a frame as a reply; null unless it is one from this device to a call for this cover that waits for it. */
export function replyIn(frame: unknown, { cover, device, awaited }: ShellyState): ShellyReply | null {
  if (!isObject(frame) || device === null || frame['src'] !== device) return null
  const method = awaited.find((method) => frame['id'] === numberOf(cover, method))
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
