import {
  sourceOf,
  type AnySigner,
  type ChangeType,
  type HuiLine,
  type Round,
  type Told
} from '#lib/app/hui/hui-line.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import { unreadWords } from '#lib/i18n/sync/unread.ts'
import { rowDay, type HuiWords } from '#lib/i18n/hui/hui-words.ts'

type Entry = HuiLine['entries'][number]

/** Names as they are shown: of those who hold a part in a round, and of a person. */
export interface Names {
  holder: (part: number, k: number) => string
  person: (id: string) => string
}

/**
 * Describes one record of a line: what it is, who, and how much.
 * @param all the line's records, in which a correction finds its target
 */
export function huiEntryText(
  entry: Entry,
  all: readonly Entry[],
  { holder, person }: Names,
  t: HuiWords
): { title: string; text: string } {
  const { entries } = t.hui
  const { known } = entry
  if (!known) return unreadWords(entry.fact, t)
  if (known.type !== 'hui.entry-reversed') {
    const says = recordText(known, entry.doubt, { holder, person }, t)
    return movesMoney(known) ? { ...says, text: `${says.text} · ${rowDay(known.body.on, null, t)}` } : says
  }
  const target = all.find(({ fact }) => fact.id === known.body.entry)
  const what = target && huiEntryText(target, [], { holder, person }, t)
  return {
    title: entries.reversal,
    text: [what && entries.of(`${what.title}, ${what.text}`), known.body.reason].filter(Boolean).join('\n')
  }
}

/** Tells whether a record is of money that moved on its day, which may be another than the one on which it was typed. */
const movesMoney = ({ type }: Known): boolean => moneyTypes.has(type)

const moneyTypes: ReadonlySet<string> = new Set([
  'hui.contribution-received',
  'hui.contribution-covered',
  'hui.advance-repaid',
  'hui.prepaid',
  'hui.pot-handed',
  'hui.pot-left',
  'hui.set-off-agreed',
  'hui.late-interest-paid',
  'hui.agreed-paid',
  'hui.claim-paid',
  'hui.joining-paid'
])

type Known = Exclude<NonNullable<Entry['known']>, { type: 'hui.entry-reversed' }>

type MemberRecord = Extract<
  Known,
  { type: ChangeType | 'hui.claim-paid' | 'hui.joining-paid' | 'hui.change-signed' }
>

function memberText(known: MemberRecord, person: Names['person'], t: HuiWords) {
  const { entries, signers } = t.hui.members
  switch (known.type) {
    case 'hui.member-joined': {
      const { part, fromRound, person: joiner, paid } = known.body
      return { title: entries.joined(part, fromRound), text: `${person(joiner)} · ${money(paid)}` }
    }
    case 'hui.member-left': {
      const { part, fromRound, holder } = known.body
      return { title: entries.left(part, fromRound), text: person(holder) }
    }
    case 'hui.claim-paid':
      return { title: entries.claimPaid, text: money(known.body.amount) }
    case 'hui.joining-paid': {
      const { part, holder, amount, pot } = known.body
      return { title: entries.joiningPaid(part, pot), text: `${person(holder)} · ${money(amount)}` }
    }
    case 'hui.turn-swapped': {
      const { first, second } = known.body
      const text = `${entries.swap(first.part, first.k, second.k)}\n${entries.swap(second.part, second.k, first.k)}`
      return { title: entries.swapped, text }
    }
    case 'hui.guarantor-agreed': {
      const { guarantor, holder, amount, until } = known.body
      const day = until === undefined ? '' : rowDay(until, null, t)
      return {
        title: entries.guaranteed,
        text: entries.guarantee(person(guarantor), person(holder), money(amount), day)
      }
    }
    case 'hui.change-signed':
      return { title: entries.signed, text: signers[known.body.as] }
  }
}

function recordText(
  known: Known,
  doubt: Entry['doubt'],
  { holder, person }: Names,
  t: HuiWords
): { title: string; text: string } {
  const { entries, parts } = t.hui
  const withSum = (name: string, amount: number) => `${name} · ${money(amount)}`
  switch (known.type) {
    case 'hui.line-agreed': {
      const { code, face, parts: of } = known.body
      return { title: entries.opened, text: withSum(`${code} · ${parts(of.length)}`, face) }
    }
    case 'hui.terms-amended':
      return { title: entries.amended(known.body.fromRound), text: known.body.reason }
    case 'hui.round-held': {
      const { k, on, lunar = null, taker, unpaid } = known.body
      const took = tookText(known.body, holder(taker, k), t)
      const text = `${took} · ${rowDay(on, lunar, t)}`
      const but = unpaid && entries.allBut(unpaid.map(person).join(', '))
      return { title: entries.round(k), text: but ? `${text}\n${but}` : text }
    }
    case 'hui.lot-drawn': {
      const { k, drawn, parts: among, witnesses, slips, remote } = known.body
      const lines = [
        entries.drawn(`${drawn}. ${holder(drawn, k)}`, among.length),
        witnesses.length > 0 && entries.witnesses(witnesses.map(person).join(', ')),
        slips,
        remote && !doubt && entries.remoteLot
      ]
      return { title: entries.lot(k), text: lines.filter(Boolean).join('\n') }
    }
    case 'hui.contribution-received':
    case 'hui.contribution-covered':
    case 'hui.advance-repaid': {
      const { k, part, holder: payer, amount } = known.body
      return { title: entries.money[known.type](k), text: withSum(`${part}. ${person(payer)}`, amount) }
    }
    case 'hui.prepaid':
    case 'hui.pot-left': {
      const { holder: payer, amount } = known.body
      return { title: entries.credit[known.type], text: withSum(person(payer), amount) }
    }
    case 'hui.set-off-agreed': {
      const { k, holder: payer, amount } = known.body
      return { title: entries.setOff(k), text: withSum(person(payer), amount) }
    }
    case 'hui.pot-handed':
      return { title: entries.payout(known.body.k), text: withSum(person(known.body.to), known.body.amount) }
    case 'hui.late-interest-paid': {
      const { k, from, to, amount } = known.body
      return { title: entries.interest(k), text: withSum(`${person(from)} → ${person(to)}`, amount) }
    }
    case 'hui.penalty-waived': {
      const { k, by, amount, reason } = known.body
      const text = withSum(person(by), amount)
      return { title: entries.waived(k), text: reason ? `${text}\n${reason}` : text }
    }
    case 'hui.debt-acknowledged':
    case 'hui.agreed-paid': {
      const { from, to, amount } = known.body
      const title = known.type === 'hui.agreed-paid' ? entries.agreedPaid : entries.debt
      return { title, text: withSum(`${person(from)} → ${person(to)}`, amount) }
    }
    case 'hui.settlement-agreed': {
      const rows = known.body.shares.map(({ from, to, amount }) =>
        withSum(`${person(from)} → ${person(to)}`, amount)
      )
      return { title: entries.settlement, text: rows.join('\n') }
    }
    case 'hui.receipt-issued': {
      const { number, payer, payee, amount } = known.body
      return {
        title: entries.receipt(number),
        text: withSum(`${person(payer)} → ${person(payee)}`, amount)
      }
    }
    case 'hui.part-transferred': {
      const { part, from, to, fromRound } = known.body
      return { title: entries.transfer(part, fromRound), text: `${person(from)} → ${person(to)}` }
    }
    case 'hui.transfer-signed':
      return { title: entries.signed, text: entries.signers[known.body.as] }
    case 'hui.member-joined':
    case 'hui.member-left':
    case 'hui.claim-paid':
    case 'hui.joining-paid':
    case 'hui.turn-swapped':
    case 'hui.guarantor-agreed':
    case 'hui.change-signed':
      return memberText(known, person, t)
    case 'hui.entry-confirmed':
      return { title: entries.confirmation, text: '' }
    case 'hui.entry-denied':
      return { title: entries.denial, text: known.body.reason }
    case 'hui.line-stopped':
      return { title: entries.stop, text: `${rowDay(known.body.on, null, t)}\n${known.body.reason}` }
  }
}

/** Says who took a round, and at what: only where bids decided it did they bid for it. */
export function tookText(
  { bid, chosen }: Pick<Round, 'bid' | 'chosen'>,
  name: string,
  { hui: { line } }: HuiWords
): string {
  if (bid === 0) return line.tookUnbid(name)
  return chosen === 'bid' ? line.took(name, money(bid)) : line.tookAt(name, money(bid))
}

/** Names one who signs: of a swap by the part, which the record tells. */
export function signerText(signer: AnySigner, known: Entry['known'], t: HuiWords): string {
  if (known?.type === 'hui.turn-swapped' && (signer === 'first' || signer === 'second'))
    return t.hui.part(known.body[signer].part)
  const { entries, members } = t.hui
  return signer === 'seller' || signer === 'buyer' ? entries.signers[signer] : members.signers[signer]
}

/** Says by what a record is known, as it was chosen in its form: a paper and a post are not what the host said. */
export function sourceText(said: Told['said'], { hui: { source } }: HuiWords): string {
  const chosen = sourceOf(said)
  return chosen ? source.told[chosen] : source.by[said.by]
}
