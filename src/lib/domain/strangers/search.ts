import { clockOf } from '../gates/contract/hours.ts'
import { finds, folded } from '../search.ts'
import type { Stranger } from './strangers.ts'

/** Allowed distance of a stranger's time from the time that somebody remembers, minutes. */
const nearMinutes = 15
const dayMinutes = 24 * 60

/**
 * Tells whether a stranger matches a query: by a time (`0h20`, `22 giờ`, `00:20`), by any part of the number plate, or
 * by the place (`names`, those of the gate). A blank query finds all.
 */
export function findsStranger(
  query: string,
  { at, plate = '' }: Pick<Stranger, 'at' | 'plate'>,
  names: readonly string[]
): boolean {
  const hour = hourIn(query)
  if (hour) return isNear(hour, at)
  const fragment = plain(query)
  return (fragment !== '' && plain(plate).includes(fragment)) || finds(query, names)
}

/** Keeps a plate's letters and digits alone: people write its dots and dashes as they like. */
const plain = (text: string) => folded(text).replace(/[^a-z0-9]/g, '')

interface Hour {
  hour: number
  /** Null: any minute of that hour. */
  minute: number | null
}

function hourIn(query: string): Hour | null {
  const found = /^(\d{1,2})\s*(?:h|g|gio|:)\s*(\d{1,2})?$/.exec(folded(query).trim())
  if (!found) return null
  const [hour, minute] = [Number(found[1]) % 24, found[2] === undefined ? null : Number(found[2])]
  return Number(found[1]) <= 24 && (minute ?? 0) < 60 ? { hour, minute } : null
}

function isNear({ hour, minute }: Hour, at: number): boolean {
  const [hours = 0, minutes = 0] = clockOf(at).split(':').map(Number)
  if (minute === null) return hours === hour
  const apart = Math.abs(hours * 60 + minutes - (hour * 60 + minute))
  return Math.min(apart, dayMinutes - apart) <= nearMinutes
}
