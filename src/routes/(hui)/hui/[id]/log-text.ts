import type { HuiLine } from '#lib/app/hui/hui-line.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import { unreadWords } from '#lib/i18n/sync/unread.ts'
import { rowDay, type HuiWords } from '#lib/i18n/hui/hui-words.ts'

type Entry = HuiLine['entries'][number]

/**
 * Describes one record of a line: what it is, who, and how much.
 * @param all the line's records, in which a correction finds its target
 * @param holder returns the name of a part's holder
 */
export function huiEntryText(
  entry: Entry,
  all: readonly Entry[],
  holder: (part: number) => string,
  t: HuiWords
): { title: string; text: string } {
  const { entries, line } = t.hui
  const { known } = entry
  if (!known) return unreadWords(entry.fact, t)
  if (known.type === 'hui.line-opened') {
    const { code, face, parts } = known.body
    return { title: entries.opened, text: `${code} · ${t.hui.parts(parts.length)} · ${money(face)}` }
  }
  if (known.type === 'hui.round-recorded') {
    const { k, on, lunar = null, taker, bid } = known.body
    return {
      title: entries.round(k),
      text: `${line.took(holder(taker), money(bid))} · ${rowDay(on, lunar, t)}`
    }
  }
  if (known.type === 'hui.contribution-paid' || known.type === 'hui.contribution-advanced') {
    const { k, part, amount } = known.body
    const title = known.type === 'hui.contribution-paid' ? entries.contribution(k) : entries.advance(k)
    return { title, text: `${part}. ${holder(part)} · ${money(amount)}` }
  }
  if (known.type === 'hui.payout-handed') {
    return { title: entries.payout(known.body.k), text: money(known.body.amount) }
  }
  if (known.type === 'hui.line-stopped') {
    const { on, reason } = known.body
    return { title: entries.stop, text: `${rowDay(on, null, t)}\n${reason}` }
  }
  const target = all.find(({ fact }) => fact.id === known.body.entry)
  const what = target && huiEntryText(target, [], holder, t)
  return {
    title: entries.reversal,
    text: [what && entries.of(`${what.title}, ${what.text}`), known.body.reason].filter(Boolean).join('\n')
  }
}
