import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { spansOf, type Span } from '#lib/domain/devices/device-report.ts'
import { deviceOf, type Device } from '#lib/domain/directory/directory.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** An irregularity in the sequence numbers of one phone in one book; `since`, `at`: Unix ms. */
export type SequenceIssue =
  | { kind: 'gap'; book: Book; span: Span; since: number }
  | { kind: 'fork'; book: Book; spans: readonly Span[] }
  | { kind: 'on-phone'; book: Book; spans: readonly Span[]; at: number }

/** Returns the unit's phones with missing sequence numbers, unexplained ones first; null: no answer from the server now. */
export async function sequenceGaps(
  notebook: Notebook
): Promise<{ device: Device; odd: SequenceIssue[] }[] | null> {
  const standings = await notebook.devices()
  if (!standings) return null
  return standings
    .filter(({ unit }) => unit === notebook.unit)
    .flatMap((one) => {
      const device = deviceOf(notebook.directory, one.account, one.device)
      const odd = oddOf(one)
      return device && odd.length > 0 ? [{ device, odd }] : []
    })
    .sort((a, b) => Number(isUnexplained(b)) - Number(isUnexplained(a)))
}

/** Tells whether a number is missing, or was given out twice, without an explanation. */
export const isUnexplained = ({ odd }: { odd: readonly SequenceIssue[] }): boolean =>
  odd.some(({ kind }) => kind !== 'on-phone')

function oddOf({ books: all, reportedAt }: DeviceStatus): SequenceIssue[] {
  return books.flatMap((book): SequenceIssue[] => {
    const { gaps = [], forks = [], onPhone = [] } = all[book] ?? {}
    return [
      ...gaps.map(({ span, since }) => ({ kind: 'gap', book, span, since }) as const),
      ...(forks.length > 0 ? [{ kind: 'fork', book, spans: spansOf(forks) } as const] : []),
      ...(onPhone.length > 0 && reportedAt !== null
        ? [{ kind: 'on-phone', book, spans: onPhone, at: reportedAt } as const]
        : [])
    ]
  })
}
