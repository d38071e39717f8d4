import type { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import { alarmWords } from '#lib/i18n/alarms/alarm.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import type { Telling } from '../log-text.ts'

/** Collects the names and words for describing an alarm, in the screen's language unless other words are given. */
export function tellingOf(
  notebook: Notebook,
  words: Pick<Telling, 'a' | 't'> = { a: alarmWords, t: gateWords }
): Telling {
  return {
    ...words,
    gateName: (gate) => notebook.directory.gates.get(gate)?.name ?? gate,
    nameOf: (account) => notebook.nameOf(account)
  }
}
