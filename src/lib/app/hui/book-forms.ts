import type { AgreedTerms } from '#lib/domain/hui/facts/agreement.ts'
import type { LunarDay } from '#lib/domain/hui/facts/periods.ts'
import type { Provenance } from './sources.ts'

/** A person as the form holds them; '' where nothing is known. */
export interface PersonForm {
  name: string
  knownAs: string
  khmer: string
  /** Whether the person agreed to the name in Khmer script; '' where nobody asked. Without a yes it is not recorded. */
  agreed: 'yes' | 'no' | ''
  hamlet: string
}

/** Tells what a form asks of a line; `on`: the ISO day of the agreement. */
export type LineForm = Pick<
  AgreedTerms,
  | 'code'
  | 'host'
  | 'model'
  | 'head'
  | 'face'
  | 'unitsPerPart'
  | 'parts'
  | 'period'
  | 'commission'
  | 'startsOn'
  | 'bids'
> & { on: string; source: Provenance; lunar: LunarDay | null }

/** A day agreed in advance: its ISO day, plus its lunar day when the line follows the lunar calendar. */
export interface PlannedDay {
  on: string
  lunar: LunarDay | null
}
