import { spoken, type ChosenTerms } from './hui-terms.ts'
import { huiVi, huiViOf } from './hui-vi.ts'

let own = $state.raw(huiVi)

/** From now on the Vietnamese screens of hụi speak with this unit's words. */
export function speakWith(chosen: ChosenTerms): void {
  own = Object.keys(chosen).length > 0 ? huiViOf(spoken(chosen)) : huiVi
}

/** Vietnamese as the unit of this phone's notebook speaks it; screens that ask follow a change. */
export const huiViHere = () => own
