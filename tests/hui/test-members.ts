import type { FactOf } from '#lib/domain/facts.ts'
import { changeSigners, type ChangeType } from '#lib/domain/hui/facts/members.ts'
import type { Agreement } from '#lib/domain/hui/state.ts'
import { dayOf, numberedId, said, TestStream } from './test-stream.ts'

/** A line's stream for tests, and how its members change. */
export class TestMembers extends TestStream {
  constructor(readonly agreement: Agreement) {
    super(`line/${numberedId(0)}`)
    this.write('hui.line-agreed', agreement)
  }

  /** The holder of a part at the beginning. */
  holder(part: number, at = 0) {
    return this.agreement.parts[part - 1]?.[at]?.person ?? numberedId(part)
  }

  /** A transfer of a whole part, or of some units; signed by all three unless told otherwise. */
  transfer(
    part: number,
    to: string,
    fromRound: number,
    {
      units = this.agreement.unitsPerPart,
      from = this.holder(part),
      signed = ['seller', 'buyer', 'host'] as readonly ('seller' | 'buyer' | 'host')[],
      pays = 'buyer' as 'buyer' | 'seller'
    } = {}
  ) {
    const body = {
      part,
      from,
      to,
      units,
      fromRound,
      price: 100_000,
      pays,
      on: dayOf(fromRound),
      said
    } as const
    const transfer = this.write('hui.part-transferred', body)
    for (const as of signed)
      this.write('hui.transfer-signed', { transfer: transfer.id, as, on: dayOf(fromRound), said })
    return transfer
  }

  /** A change of members, signed by all who sign it unless told otherwise. */
  change<Type extends ChangeType>(type: Type, body: FactOf<Type>['body'], isSigned = true) {
    const change = this.write(type, body)
    for (const as of isSigned ? changeSigners[type] : [])
      this.write('hui.change-signed', { change: change.id, as, on: body.on, said })
    return change
  }

  /** A holder leaves a part. */
  depart(
    part: number,
    fromRound: number,
    { holder = this.holder(part), settled = 0, damage = 0, signed = true, on = dayOf(fromRound) } = {}
  ) {
    return this.change('hui.member-left', { part, holder, fromRound, settled, damage, on, said }, signed)
  }

  join(
    part: number,
    person: string,
    fromRound: number,
    { units = this.agreement.unitsPerPart, paid = 0, signed = true, on = dayOf(fromRound) } = {}
  ) {
    return this.change('hui.member-joined', { part, person, units, fromRound, paid, on, said }, signed)
  }

  payClaim(left: string, amount: number) {
    return this.write('hui.claim-paid', { left, amount, on: dayOf(99), said })
  }

  payJoining(part: number, holder: string, amount: number, { pot = 0, on = dayOf(99) } = {}, envelope = {}) {
    const body = { part, holder, amount, on, said, ...(pot && { pot }) }
    return this.write('hui.joining-paid', body, envelope)
  }

  /** Two parts swap turns: each `[part, round]` as it was until then. */
  swap(
    [first, k]: readonly [number, number],
    [second, l]: readonly [number, number],
    { on = dayOf(0), signed = true } = {}
  ) {
    const turns = { first: { part: first, k }, second: { part: second, k: l } }
    return this.change('hui.turn-swapped', { ...turns, on, said }, signed)
  }

  guarantee(
    guarantor: string,
    holder: string,
    amount: number,
    {
      scope = 'all' as FactOf<'hui.guarantor-agreed'>['body']['scope'],
      until = dayOf(99) as string | null,
      signed = true
    } = {}
  ) {
    const body = { guarantor, holder, scope, amount, ...(until && { until }), on: dayOf(0), said }
    return this.change('hui.guarantor-agreed', body, signed)
  }
}
