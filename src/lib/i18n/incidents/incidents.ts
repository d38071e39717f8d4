import type { Stage } from '#lib/domain/incidents/facts.ts'
import { incidents, type IncidentWords } from './incidents-vi.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'

export type { IncidentWords }

/** All words of the incident screens; bundled with those screens to keep the first screen light. */
export const incidentWords = text('incidents', { ...vi, incidents })

/** Returns the name of a stage; a forwarded incident names its receiver when one was recorded. */
export function stageName(stage: Stage, receiver: string | undefined, t: IncidentWords): string {
  return stage === 'forwarded' && receiver ? t.forwardedTo(receiver) : t.stages[stage]
}

/** Formats the accuracy of a position: `8 m`, `1,2 km`. @param metres whole metres */
export function distance(metres: number, t: IncidentWords): string {
  if (metres < 1000) return t.metres(metres)
  return t.kilometres((metres / 1000).toFixed(1).replace('.', ','))
}
