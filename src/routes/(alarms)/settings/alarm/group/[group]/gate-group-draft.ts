import { maxPreparedName, type GroupForm } from '#lib/app/alarms/alarm-setup.ts'
import type { AlarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Returns what is wrong with a group; without gates it would be no group. */
export function gateGroupProblems(
  { name, gates }: GroupForm,
  asked: boolean,
  { a, t }: { a: AlarmWords; t: Words }
) {
  return {
    name: wordsProblem(name, maxPreparedName, asked ? a.prepare.groupNameMissing : '', t),
    gates: asked && gates.length === 0 ? a.prepare.groupGatesMissing : ''
  }
}
