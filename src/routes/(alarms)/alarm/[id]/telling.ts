import type { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import { alarmWords } from '#lib/i18n/alarms/alarm.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import type { Language } from '#lib/i18n/words.ts'
import type { Telling } from '../log-text.ts'

/** How this notebook tells an alarm in that language. */
export function tellingOf(notebook: Notebook, language: Language): Telling {
  return {
    a: alarmWords(language),
    t: gateWords(language),
    gateName: (gate) => notebook.directory.gates.get(gate)?.name ?? gate,
    nameOf: (account) => notebook.nameOf(account)
  }
}
