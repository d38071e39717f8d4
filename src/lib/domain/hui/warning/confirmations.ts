import { daysLater } from '../calendar.ts'
import type { FactOf } from '../../facts.ts'
import { indicator, levelOfShare, type EvidenceRow, type Indicator } from './indicator.ts'
import type { Records, Transaction } from './records.ts'
import { isOwnPot, type HostWatch } from './watch.ts'

/**
 * R5, of all that ever happened: pots that their receiver did not confirm. A member's own word counts, or an officer who saw
 * it; a receipt does not, for the host may have written it. An unconfirmed one counts once the days of waiting are over.
 */
export function unconfirmedPayouts(watch: HostWatch): Indicator {
  const { waitDays, leastPayouts, ...bounds } = watch.limits.R5
  let payouts = 0
  const evidence: EvidenceRow[] = []
  for (const { id, state, records } of watch.lines)
    for (const [k, pots] of records.pots) {
      const round = state.rounds[k - 1]
      if (!round || isOwnPot(round, watch)) continue
      for (const pot of pots) {
        if (pot.type !== 'hui.pot-handed' || pot.body.amount === 0) continue
        const until = daysLater(pot.body.on, waitDays)
        const isSaid = isReceivers(pot, watch) && !records.denied.has(pot.id)
        const isConfirmed = isSaid || (confirmedOn(pot.id, records, watch) ?? '9') <= until
        if (!isConfirmed && watch.day <= until) continue
        payouts += 1
        if (!isConfirmed) evidence.push({ line: id, k, fact: pot.id })
      }
    }
  // Says nothing of the host where no receiver was ever heard: nobody has asked.
  const isAsked = evidence.length < payouts
  const level =
    isAsked && payouts >= leastPayouts ? levelOfShare(evidence.length, payouts, bounds) : 'too-few'
  return indicator('R5', level, { unconfirmed: evidence.length, payouts, leastPayouts }, evidence)
}

const confirmedOn = (id: string, { confirmed, denied }: Records, { signs }: HostWatch): string | undefined =>
  denied.has(id) ? undefined : (confirmed.get(id) ?? signs.confirmed?.get(id))

function isReceivers({ body: { said, to } }: FactOf<'hui.pot-handed'>, { who }: HostWatch): boolean {
  if (said.by === 'member') return said.person === undefined || who(said.person) === who(to)
  return said.by === 'officer' && said.how === 'seen'
}

/**
 * R15, of all that ever happened: records of money between a member and the host without a receipt and without the member's
 * own word. What a round's *thu đủ* tells is no record of anybody's money.
 */
export function bareRecords(watch: HostWatch): Indicator {
  const { leastRecords, ...bounds } = watch.limits.R15
  let records = 0
  let bare = 0
  const evidence: EvidenceRow[] = []
  for (const { id, records: of } of watch.lines) {
    // One row for a round: there may be thousands of records.
    const rounds = new Set<number | undefined>()
    for (const transaction of of.transactions) {
      records += 1
      const hasPaper = isBacked(transaction) || of.receipts.has(transaction.id)
      const isSaid = hasPaper && !of.denied.has(transaction.id)
      if (isSaid || confirmedOn(transaction.id, of, watch)) continue
      bare += 1
      rounds.add('k' in transaction.body ? transaction.body.k : undefined)
    }
    for (const k of rounds) evidence.push({ line: id, ...(k !== undefined && { k }) })
  }
  // Books made of the group's posts alone have neither receipts nor answers.
  const isAsked = bare < records
  const level = isAsked && records >= leastRecords ? levelOfShare(bare, records, bounds) : 'too-few'
  return indicator('R15', level, { bare, records, leastRecords }, evidence)
}

const isBacked = ({ body: { receipt, said } }: Transaction): boolean =>
  receipt !== undefined || said.by === 'member' || (said.by === 'officer' && said.how === 'seen')
