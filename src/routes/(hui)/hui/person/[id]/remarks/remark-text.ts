import type { StoredRemark } from '#lib/app/hui/hui-remarks.ts'
import { money } from '#lib/i18n/format.ts'
import type { RemarkText } from '#lib/i18n/hui/remarks/remarks-vi.ts'

/** Names as the page tells them. */
export interface RemarkNames {
  person(id: string): string
  /** Code of a line, '' where it is unknown. */
  code(line: string): string
  /** Names of the other people with the same mark. */
  sharing(mark: string): string[]
}

/** Returns what a remark says: its title and the rest; `alike` where a number is another's too. */
export function remarkText(
  { fact, person }: Pick<StoredRemark, 'fact' | 'person'>,
  names: RemarkNames,
  t: RemarkText
): { title: string; text: string; alike: boolean } {
  const said = (title: string, ...texts: (string | 0 | undefined)[]) => ({
    title,
    text: texts.filter(Boolean).join(' · '),
    alike: false
  })
  const all = (people: readonly string[]) => people.map(names.person).join(', ')
  switch (fact.type) {
    case 'hui.identity-marked': {
      const sharing = names.sharing(fact.body.mark)
      const { row, kept, shared } = t.mark
      const text = sharing.length > 0 ? shared(sharing.join(', ')) : kept
      return { title: row[fact.body.kind], text, alike: sharing.length > 0 }
    }
    case 'hui.persons-same':
      return said(t.same.row(all([fact.body.same])), names.person(person), fact.body.reason)
    case 'hui.household-named':
      return said(t.house.row(all(fact.body.people)))
    case 'hui.statement-taken': {
      const { payer, says, line, k, amount, note } = fact.body
      return said(
        t.statement.row[says](names.person(payer)),
        line && t.line(names.code(line)),
        k && t.round(k),
        amount && money(amount),
        note
      )
    }
    case 'hui.sale-reported': {
      const { line, part, from, to, note } = fact.body
      const who = t.sale.who(names.person(from), names.person(to))
      return said(t.sale.row(part, names.code(line)), who, note)
    }
    case 'hui.inducement-reported': {
      const { what, confirmed, note } = fact.body
      return said(t.inducement.row[what], t.inducement.answers[confirmed ? 'yes' : 'no'], note)
    }
  }
}
