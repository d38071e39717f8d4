import { maxPlate } from '#lib/app/strangers/stranger-store.svelte.ts'
import type { strangerWords } from '#lib/i18n/strangers/strangers.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Returns what is wrong with a plate read from a picture. */
export function plateProblems({ plate }: { plate: string }, asked: boolean, t: typeof strangerWords) {
  return { plate: wordsProblem(plate, maxPlate, asked ? t.strangers.plateMissing : '', t) }
}
