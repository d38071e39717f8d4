/** Physical state of a roller shutter: position, motion and obstacle. */
export interface Shutter {
  /** Percent, 0 closed, 100 open. */
  position: number
  direction: -1 | 0 | 1
  /** Time of a full run from end to end, ms. */
  travelMs: number
  /** Height of an obstacle under it, percent; null when the way is clear. */
  obstacle: number | null
  /** Whether it ran onto the obstacle and has not moved since. */
  blocked: boolean
  powered: boolean
}

export type ShutterAction = 'open' | 'close' | 'stop' | 'power-off' | 'power-on' | { obstacle: number | null }

/** Creates a shutter at rest, with power and a clear way. */
export function newShutter(travelMs: number, position = 100): Shutter {
  return { position, direction: 0, travelMs, obstacle: null, blocked: false, powered: true }
}

/** Applies an action of the motor, the switch or the mains. Without power only the chain moves the shutter. */
export function afterAction(shutter: Shutter, how: ShutterAction): Shutter {
  if (typeof how === 'object') return { ...shutter, obstacle: how.obstacle, blocked: false }
  if (how === 'power-off') return { ...shutter, powered: false, direction: 0 }
  if (how === 'power-on') return { ...shutter, powered: true, direction: 0 }
  if (!shutter.powered) return shutter
  if (how === 'stop') return { ...shutter, direction: 0 }
  const direction = how === 'open' ? 1 : -1
  const end = how === 'open' ? 100 : 0
  return shutter.position === end ? { ...shutter, direction: 0 } : { ...shutter, direction, blocked: false }
}

/** Returns the shutter after `ms`: it stops at its ends and on an obstacle. */
export function later(shutter: Shutter, ms: number): Shutter {
  if (shutter.direction === 0) return shutter
  const wanted = shutter.position + (shutter.direction * ms * 100) / shutter.travelMs
  if (shutter.direction > 0)
    return wanted < 100 ? { ...shutter, position: wanted } : { ...shutter, position: 100, direction: 0 }
  const { obstacle } = shutter
  if (obstacle !== null && shutter.position >= obstacle && wanted <= obstacle)
    return { ...shutter, position: obstacle, direction: 0, blocked: true }
  return wanted > 0 ? { ...shutter, position: wanted } : { ...shutter, position: 0, direction: 0 }
}

/** Pulls the chain, which works with or without power. */
export function pullChain(shutter: Shutter, position: number): Shutter {
  return { ...shutter, position, direction: 0, blocked: false }
}
