import { vi } from '../vi.ts'
import { spoken, type ChosenTerms } from './hui-terms.ts'
import { huiVi, huiViOf } from './hui-vi.ts'

const usual = { ...vi, hui: huiVi }
export type HuiWords = typeof usual

let own = $state.raw(usual)

/** From now on the Vietnamese screens of hụi speak with this unit's words. */
export function speakWith(chosen: ChosenTerms): void {
  own = Object.keys(chosen).length > 0 ? { ...vi, hui: huiViOf(spoken(chosen)) } : usual
}

/** Vietnamese as the unit of this phone's notebook speaks it; screens that ask follow a change. */
export const huiVietnamese = (): HuiWords => own
