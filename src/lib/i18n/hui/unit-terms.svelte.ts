import { vi } from '../vi.ts'
import { spoken, type ChosenTerms } from './hui-terms.ts'
import { huiVi, huiViOf } from './hui-vi.ts'

const usual = { ...vi, hui: huiVi }
export type HuiWords = typeof usual

let own = $state.raw(usual)

/** Makes the Vietnamese hụi screens use this unit's terms from now on. */
export function speakWith(chosen: ChosenTerms): void {
  own = Object.keys(chosen).length > 0 ? { ...vi, hui: huiViOf(spoken(chosen)) } : usual
}

/** Returns the Vietnamese words in the terms of this notebook's unit; reactive, so screens follow a change. */
export const huiVietnamese = (): HuiWords => own
