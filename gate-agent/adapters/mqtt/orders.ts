import { expirySeconds, type Action, type Publish } from '../dialect.ts'
import { forces } from '../obstruction.ts'
import { press } from './button.ts'
import { goesByTurns, ordersOf, type GateMapping, type Order } from './mapping.ts'
import type { GateDirection, MappedState } from './state.ts'

/** An "off" moves nothing, so it may arrive late; a relay that stays on must not. Seconds. */
const offExpirySeconds = 60

/**
 * Returns the messages that carry an action out; null when the gate cannot do it, or when nobody knows what it would do.
 * Every other relay is let go first, and its own a pulse later.
 * @param at Unix ms
 */
export function orderMapped(
  mapping: GateMapping,
  travelMs: number | null,
  state: MappedState,
  action: Action,
  at: number
): Publish[] | null {
  if (typeof action === 'object' || forces(state, action)) return null
  if (goesByTurns(mapping)) {
    const pressed = press(mapping, travelMs, state, action, at)
    if (pressed !== true) return pressed === null ? null : []
  }
  const order = orderFor(mapping, action)
  if (order === 'release') return releaseMapped(mapping)
  return order ? pulse(mapping, order, pauseBefore(mapping, state, action, at)) : null
}

function orderFor({ open, close, stop, button }: GateMapping, action: GateDirection | 'STOP') {
  return button ?? (action === 'OPEN' ? open : action === 'CLOSE' ? close : stop)
}

/** Returns the messages that let go of every relay. */
export function releaseMapped(mapping: GateMapping): Publish[] {
  return ordersOf(mapping).flatMap((order) => off(order))
}

/** How long after a command its relay is on, ms. */
export const pulseMs = ({ pulseSeconds }: GateMapping) => Math.round(pulseSeconds * 1000)

function pulse(mapping: GateMapping, order: Order, waitMs: number): Publish[] {
  const { topic, payload } = order
  const on: Publish = {
    topic,
    payload,
    qos: 1,
    retain: false,
    expirySeconds,
    ...(waitMs > 0 && { afterMs: waitMs })
  }
  const others = ordersOf(mapping).filter((other) => other !== order)
  return [
    ...others.flatMap((other) => off(other)),
    on,
    ...off(order).map((one) => ({ ...one, afterMs: waitMs + pulseMs(mapping) }))
  ]
}

function off({ topic, off }: Order): Publish[] {
  if (off === undefined) return []
  return [{ topic, payload: off, qos: 1, retain: false, expirySeconds: offExpirySeconds, aside: true }]
}

/** How long the motor must rest before it turns the other way, ms. After the clock was put back, the whole pause. */
export function pauseBefore(
  mapping: GateMapping,
  { told }: MappedState,
  act: GateDirection | 'STOP',
  at: number
): number {
  if (!told || act === 'STOP' || told.way === act || goesByTurns(mapping)) return 0
  const pauseMs = Math.round(mapping.pauseSeconds * 1000)
  const rested = at - Math.min(told.until, at)
  return at < told.at ? pauseMs : Math.max(0, pauseMs - rested)
}
