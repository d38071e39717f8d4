import * as v from 'valibot'
import { Envelope } from '../fact.ts'

/** Records of a copy, and how many lines of it are none: of a file that was cut off the rest is still whole. */
interface CopyLines {
  records: Envelope[]
  spoilt: number
}

/** Reads a copy, one record a line as JSON; null where there is not one. */
export function recordsIn(text: string): CopyLines | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const records = lines.map(recordIn).filter((record) => record !== null)
  return records.length > 0 ? { records, spoilt: lines.length - records.length } : null
}

function recordIn(line: string): Envelope | null {
  try {
    return v.parse(Envelope, JSON.parse(line))
  } catch {
    return null
  }
}
