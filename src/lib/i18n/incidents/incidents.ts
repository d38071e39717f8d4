import type { Stage } from '#lib/domain/incidents/facts.ts'
import { incidents, type IncidentWords } from './incidents-vi.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'

export type { IncidentWords }

/** All that the screens of incidents say; their own words come with them, so that the first screen stays light. */
export const incidentWords = text('incidents', { ...vi, incidents })

/** The name of a stage; of what was forwarded with who took it, where that was written down. */
export function stageName(stage: Stage, receiver: string | undefined, t: IncidentWords): string {
  return stage === 'forwarded' && receiver ? t.forwardedTo(receiver) : t.stages[stage]
}

/** `8 m`, `1,2 km`: how sure a position is. @param metres whole metres */
export function distance(metres: number, t: IncidentWords): string {
  if (metres < 1000) return t.metres(metres)
  return t.kilometres((metres / 1000).toFixed(1).replace('.', ','))
}
