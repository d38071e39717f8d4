import { gateLimits, type GateForm } from '#lib/app/gates/gate-register.ts'
import type { careWords } from '#lib/i18n/gates/care.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Returns what is wrong with each field. @param isTaken whether another gate in use has that name */
export function gateProblems(
  { name, kind, place, keepers }: GateForm,
  isTaken: boolean,
  asked: boolean,
  t: typeof careWords
) {
  return {
    name:
      wordsProblem(name, gateLimits.name, asked ? t.care.nameMissing : '', t) ||
      (asked && isTaken ? t.care.nameTaken : ''),
    kind: asked && !kind ? t.care.kindMissing : '',
    place: wordsProblem(place, gateLimits.place, '', t),
    keepers: keepers.length > gateLimits.keepers ? t.care.tooManyKeepers(gateLimits.keepers) : ''
  }
}
