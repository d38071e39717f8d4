import { alarmLimits, type AlarmReport } from '#lib/app/alarms/alarm-page.svelte.ts'
import type { StoredAlarm } from '#lib/app/alarms/alarm-store.svelte.ts'
import { cleanText } from '#lib/app/notebook/clean-text.ts'
import type { Category } from '#lib/domain/incidents/facts.ts'
import type { AlarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import { time } from '#lib/i18n/format.ts'
import type { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** A form that ends an alarm; '' while no kind of incident is chosen. */
export interface EndDraft {
  category: Category | ''
  text: string
}

/** Returns what is wrong with each field. A drill becomes no incident and needs no kind of one. */
export function endProblems(
  { category, text }: EndDraft,
  asked: boolean,
  { drill, endedAt }: Pick<StoredAlarm, 'drill' | 'endedAt'>,
  { a, t }: { a: AlarmWords; t: typeof incidentWords }
) {
  const missing = endedAt === null ? a.categoryMissing : t.incidents.form.categoryMissing
  return {
    category: asked && !drill && category === '' ? missing : '',
    text: wordsProblem(text, alarmLimits.text, '', t)
  }
}

/**
 * Returns what the incident book says of an alarm, without its notes; null for a drill.
 * @param now Unix ms; the end of an alarm that runs
 * @param kind of the unit, such as `xã`
 */
export function alarmReportOf(
  { category, text }: EndDraft,
  { drill, group, startedAt, endedAt }: Pick<StoredAlarm, 'drill' | 'group' | 'startedAt' | 'endedAt'>,
  now: number,
  kind: string,
  a: AlarmWords
): Omit<AlarmReport, 'notes'> | null {
  if (drill || category === '') return null
  const until = endedAt === null ? now : Date.parse(endedAt)
  const title = a.report.title(
    group ?? a.whole(kind).toLocaleLowerCase(),
    time(Date.parse(startedAt)),
    time(until)
  )
  return { category, text: [title, cleanText(text)].filter(Boolean).join(' '), place: group }
}
