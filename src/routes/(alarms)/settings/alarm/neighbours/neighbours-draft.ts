import { maxNeighbours, maxPreparedName, type NeighbourForm } from '#lib/app/alarms/alarm-setup.ts'
import { cleanText } from '#lib/app/notebook/clean-text.ts'
import { dialled, isWrongNumber } from '#lib/app/settings/contacts.ts'
import type { AlarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import type { callWords } from '#lib/i18n/settings/contacts.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Returns the rows of a form: one more than there are neighbours, but at least three. */
export function neighbourLines(neighbours: readonly NeighbourForm[]): NeighbourForm[] {
  const length = Math.max(3, Math.min(maxNeighbours, neighbours.length + 1))
  return Array.from({ length }, (_, i) => ({ name: '', phone: '', ...neighbours[i] }))
}

/** Returns what is wrong with each row; one that has only a name, or only a number, lacks the other once asked. */
export function neighbourProblems(
  lines: readonly NeighbourForm[],
  asked: boolean,
  { a, t, calls }: { a: AlarmWords; t: Words; calls: typeof callWords }
): NeighbourForm[] {
  return lines.map(({ name, phone }) => {
    const named = cleanText(name) !== ''
    const half = asked && named !== (dialled(phone) !== '') ? a.prepare.both : ''
    const wrong = asked && isWrongNumber(phone) ? calls.wrong : ''
    return {
      name: wordsProblem(name, maxPreparedName, '', t) || (named ? '' : half),
      phone: wrong || (named ? half : '')
    }
  })
}
