import { isDrill, type LogMatch } from '#lib/app/gates/log-search.ts'
import { atOf } from '#lib/app/gates/gate-log.svelte.ts'
import { recordedAt } from '#lib/app/notebook/fact-times.ts'
import { date, time } from '#lib/i18n/format.ts'
import type { SignatureStatus } from '#lib/app/notebook/signature-check.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import type { signatureWords } from '#lib/i18n/signatures.ts'
import { csv } from '#lib/shell/files/csv.ts'
import { textOf, titleOf, whoOf } from '../../log-text.ts'

interface Told {
  gateName(gate: string): string
  nameOf(account: string): string
  /** The signature status of an entry over all its facts. */
  signed(entry: LogMatch['entry']): SignatureStatus
  signatures: typeof signatureWords
}

/** Returns a CSV table with one row per entry. */
export function csvOf(
  found: readonly LogMatch[],
  t: GateWords,
  { gateName, nameOf, signed, signatures }: Told
): string {
  const { columns, yes, no } = t.sheets
  const rows = found.map(({ gate, entry }) => {
    const at = Date.parse(atOf(entry))
    const written = recordedAt(entry.fact)
    const course = entry.kind === 'command' ? entry.course : null
    const seconds = course?.tookMs == null ? '' : String(Math.round(course.tookMs / 1000))
    return [
      date(at),
      time(at),
      gateName(gate),
      titleOf(entry, t),
      whoOf(entry, t, nameOf),
      textOf(entry, t, nameOf),
      seconds,
      course ? (course.confirmed ? yes : no) : '',
      isDrill(entry) ? yes : '',
      `${date(written)} ${time(written)}`,
      course?.command ?? entry.fact.id,
      signatures.states[signed(entry)]
    ]
  })
  return csv([[...Object.values(columns), signatures.column], ...rows])
}
