import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import { holdersAt, paperName, type PrintedReceipt } from '#lib/app/hui/hui-line.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'

/**
 * Returns what stands on a receipt, row by row, as it is asked about before and printed after.
 * @param on the day on which it is issued, ISO @param dayOf a day in words @param nameOf full name of a person
 */
export function receiptRows(
  { code, kind, k, part, units, unitsPerPart, movedOn, ...says }: PrintedReceipt,
  { on, dayOf, nameOf }: { on: string; dayOf: (on: string) => string; nameOf: (person: string) => string },
  t: HuiWords
): [name: string, value: string][] {
  const { payer, payee, amount, into, back, balance } = says
  const own = t.hui.receipt
  const rest = back.reduce((left, one) => left - one.amount, amount - into)
  const splits = kind === 'contribution' || kind === 'repayment'
  return [
    [own.line, code],
    [own.kind, own.kinds[kind]],
    ...(k === undefined ? [] : [[own.round, String(k)] as [string, string]]),
    ...(part === undefined ? [] : [[own.part, own.piece(part, units, unitsPerPart)] as [string, string]]),
    [own.payer, nameOf(payer)],
    [own.payee, nameOf(payee)],
    [own.amount, money(amount)],
    [own.words, own.inWords(amount)],
    ...(splits && into > 0 ? [[own.into, money(into)] as [string, string]] : []),
    ...back.map((one): [string, string] => [own.back(nameOf(one.to)), money(one.amount)]),
    ...(splits && rest > 0 ? [[own.credit, money(rest)] as [string, string]] : []),
    ...(balance === undefined ? [] : [[own.balance[kind], money(balance)] as [string, string]]),
    ...(movedOn === undefined ? [] : [[own.movedOn[kind], dayOf(movedOn)] as [string, string]]),
    [own.on, dayOf(on)]
  ]
}

/** Returns a person's full name for a paper. @param other the name where the book does not have them */
export function nameOnPaper(
  people: ReadonlyMap<string, Parameters<typeof paperName>[0]>,
  person: string,
  other: (person: string) => string
): string {
  const known = people.get(person)
  return known ? paperName(known) : other(person)
}

/** Names the part, or the cut of it that its holder had in that round, whose due somebody paid: "phần 2", "nửa phần 3". */
export function partPaid(
  line: Pick<Line, 'terms' | 'parts' | 'rounds'>,
  { k, part, holder }: { k: number; part: number; holder: string },
  t: HuiWords
): string {
  const { unitsPerPart } = line.terms
  const units = holdersAt(line, part, k).find(({ person }) => person === holder)?.units ?? unitsPerPart
  return t.hui.receipt.ofPart(part, units < unitsPerPart ? t.hui.members.share(units, unitsPerPart) : '')
}
