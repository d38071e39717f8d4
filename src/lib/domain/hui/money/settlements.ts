import type { FactOf } from '../../facts.ts'
import type { Doubt, Line, LineSettlement, SettlementShare } from '../state.ts'
import type { LineStream } from '../stream.ts'

type Share = Pick<SettlementShare, 'from' | 'to' | 'on' | 'amount' | 'binds'>

/**
 * Returns the ids of all who can owe or be owed in a line, each once: those of it, whoever put in money for another's due, be
 * it paid back since, and guarantors.
 * @param members the host, the holders at the beginning, and all who came since, whether they left or not
 */
export const partiesOf = (
  members: ReadonlySet<string>,
  { standing, doubts }: Pick<LineStream, 'standing' | 'doubts'>,
  { guarantees }: Pick<Line['members'], 'guarantees'>
): ReadonlySet<string> =>
  new Set([
    ...members,
    ...standing['hui.contribution-covered'].flatMap(({ id, body }) => (doubts.has(id) ? [] : [body.by])),
    ...guarantees.map(({ guarantor }) => guarantor)
  ])

/**
 * Reads what was agreed at the end of a line, in the order of the records, and what is still open of each share: money that
 * names the agreement pays its oldest day first, between the same two. It changes no due and no pot. A share binds once both
 * have signed; who acknowledges a debt has.
 * @param over whether the line goes on no more: nothing counts before @param parties the ids of those who may agree
 */
export function settlementsOf(
  { standing, doubts }: Pick<LineStream, 'standing' | 'doubts'>,
  { over, parties }: { over: boolean; parties: ReadonlySet<string> }
): LineSettlement[] {
  const settlements = new Map<string, LineSettlement>()
  const agree = (id: string, on: string, spouse: string | null, shares: readonly Share[]) => {
    const isOutside = shares.some(({ from, to }) => !parties.has(from) || !parties.has(to))
    const why = !over
      ? 'line-goes-on'
      : isOutside
        ? 'outside-line'
        : shares.some(({ binds }) => binds)
          ? null
          : 'settlement-unsigned'
    if (why) doubts.set(id, why)
    else
      settlements.set(id, {
        id,
        on,
        spouse,
        shares: shares.map((share) => ({ ...share, paid: 0, open: share.amount })),
        beyond: 0
      })
  }
  for (const { id, body } of standing['hui.debt-acknowledged']) {
    const { on, from, to, instalments, spouse = null } = body
    agree(
      id,
      on,
      spouse,
      instalments.map((one) => ({ from, to, ...one, binds: true }))
    )
  }
  for (const { id, body } of standing['hui.settlement-agreed']) {
    const signed = new Set(body.signed)
    agree(
      id,
      body.on,
      null,
      body.shares.map((share) => ({ ...share, binds: signed.has(share.from) && signed.has(share.to) }))
    )
  }
  const payments = standing['hui.agreed-paid'].filter(({ id, body }) => {
    const why = whyNotOf(body, settlements.get(body.agreed))
    if (why) doubts.set(id, why)
    return !why
  })
  const paid = new Map<string, FactOf<'hui.agreed-paid'>[]>()
  for (const payment of payments) {
    const known = paid.get(payment.body.agreed)
    if (known) known.push(payment)
    else paid.set(payment.body.agreed, [payment])
  }
  for (const settlement of settlements.values()) pay(settlement, paid.get(settlement.id) ?? [])
  return [...settlements.values()]
}

function whyNotOf(
  { from, to }: FactOf<'hui.agreed-paid'>['body'],
  settlement: LineSettlement | undefined
): Doubt | null {
  if (!settlement) return 'unknown-entry'
  return settlement.shares.some((share) => share.from === from && share.to === to)
    ? null
    : 'outside-agreement'
}

function pay(settlement: LineSettlement, payments: readonly FactOf<'hui.agreed-paid'>[]): void {
  const left = new Map<string, number>()
  const pairOf = ({ from, to }: { from: string; to: string }) => `${from} ${to}`
  for (const { body } of payments) left.set(pairOf(body), (left.get(pairOf(body)) ?? 0) + body.amount)
  const byDay = settlement.shares.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const share of byDay) {
    const paid = Math.min(share.amount, left.get(pairOf(share)) ?? 0)
    share.paid = paid
    share.open = share.amount - paid
    left.set(pairOf(share), (left.get(pairOf(share)) ?? 0) - paid)
  }
  settlement.shares = byDay
  settlement.beyond = [...left.values()].reduce((sum, amount) => sum + amount, 0)
}
