import type { Envelope } from '#lib/domain/fact.ts'
import type { LineEntry } from '#lib/domain/hui/entries.ts'
import type { LotBody } from '#lib/domain/hui/lots.ts'
import type { Doubt, Round, RoundBody } from '#lib/domain/hui/state.ts'
import type { Overpaid } from '#lib/domain/hui/waiting.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { cleanText } from '../notebook/clean-text.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import type {
  AgreedMoney,
  AnySigner,
  DebtForm,
  DueMoney,
  InterestForm,
  JoiningMoney,
  MemberChange,
  SettlementForm,
  TermChanges,
  Told,
  TransferForm
} from './line-forms.ts'
import { saidOf } from './sources.ts'
import { LineReading, type DoubtedRecords } from './line-reading.svelte.ts'
import type { ChangeSigner } from './line-reckoning.ts'

export * from './line-forms.ts'
export * from './line-reckoning.ts'
export { saidOf, sourceOf, sources, type Provenance } from './sources.ts'
export type { Doubt, DoubtedRecords, Overpaid, LineEntry, Round, RoundBody }

/** One line on screen, and all that is recorded in it. */
export class HuiLine extends LineReading {
  /** The lot recorded last. */
  #lot: { text: string; id: string } | undefined

  /**
   * Records a round, after the lot that found its taker where one was written down. A round that could not be kept finds
   * its lot again: a second try records none anew.
   */
  async recordRound(body: RoundBody, lot: LotBody | null = null): Promise<Outcome> {
    if (!lot) return this.#record({ type: 'hui.round-held', body })
    const text = JSON.stringify(lot)
    if (this.#lot?.text !== text) {
      const drawn = await this.#record({ type: 'hui.lot-drawn', body: lot })
      if (!drawn.ok) return drawn
      this.#lot = { text, id: drawn.fact.id }
    }
    return this.#record({ type: 'hui.round-held', body: { ...body, lot: this.#lot.id } })
  }

  /** Puts right what was written wrongly at the beginning. */
  amend(changes: TermChanges, reason: string, told: Told): Promise<Outcome> {
    const body = { ...told, fromRound: 1, changes, reason: cleanText(reason) }
    return this.#record({ type: 'hui.terms-amended', body })
  }

  /** Records that a part goes to another holder, and who has signed for it; what is not kept may be signed later. */
  async transfer({ signed, ...transfer }: TransferForm, told: Told): Promise<Outcome> {
    const outcome = await this.#record({ type: 'hui.part-transferred', body: { ...told, ...transfer } })
    return this.#signed(outcome, signed, told)
  }

  /** Records that somebody joins, leaves, swaps or answers for another, and who has signed; the rest may sign later. */
  async change(change: MemberChange, signed: readonly ChangeSigner[], told: Told): Promise<Outcome> {
    const draft = { type: change.type, body: { ...told, ...change.body } } as Pick<Draft, 'type' | 'body'>
    return this.#signed(await this.#record(draft), signed, told)
  }

  /** Records the signature of one of those who sign a transfer, or another change of members. */
  sign({ id, type }: Pick<Envelope, 'id' | 'type'>, as: AnySigner, told: Told): Promise<Outcome> {
    const draft =
      type === 'hui.part-transferred'
        ? { type: 'hui.transfer-signed', body: { ...told, transfer: id, as } }
        : { type: 'hui.change-signed', body: { ...told, change: id, as } }
    return this.#record(draft as Pick<Draft, 'type' | 'body'>)
  }

  /** Records money that the host paid a leaver, đồng. @param left the record of their leaving */
  payClaim(left: string, amount: number, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.claim-paid', body: { ...told, left, amount } })
  }

  /**
   * Records money that somebody who joined paid the host for the rounds before, đồng. @param pot the round out of whose pot it
   * was taken
   */
  payJoining(money: JoiningMoney, told: Told, pot?: number): Promise<Outcome> {
    return this.#record({
      type: 'hui.joining-paid',
      body: { ...told, ...money, ...(pot !== undefined && { pot }) }
    })
  }

  /** Records money received for a due. */
  pay(money: DueMoney, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.contribution-received', body: { ...told, ...money, method: 'cash' } })
  }

  /** Records money that a holder paid ahead for rounds that are not held. */
  prepay(holder: string, amount: number, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.prepaid', body: { ...told, holder, amount, method: 'cash' } })
  }

  /** Records money that the host put in for a due ("góp thay"). */
  cover(money: DueMoney, told: Told): Promise<Outcome> {
    const by = this.state!.terms.host
    return this.#record({ type: 'hui.contribution-covered', body: { ...told, ...money, by } })
  }

  /** Records money given back to whoever covered a due. */
  repay(money: DueMoney, to: string, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.advance-repaid', body: { ...told, ...money, to } })
  }

  /** Stops the line ("đình hụi"): no rounds after that day. */
  stop(reason: string, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.line-stopped', body: { ...told, reason: cleanText(reason) } })
  }

  /** Records that a pot, or some of it, was handed to a holder of the part that took; what the host kept of it, đồng. */
  handOver(
    pot: { k: number; to: string; amount: number; commissionKept: number },
    told: Told
  ): Promise<Outcome> {
    return this.#record({ type: 'hui.pot-handed', body: { ...told, ...pot, method: 'cash' } })
  }

  /** Records that a debt of the taker is taken out of the pot of another round, as both agreed. */
  setOff(debt: DueMoney, pot: number, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.set-off-agreed', body: { ...told, ...debt, pot } })
  }

  /** Issues a receipt for money that counts, by what the book says of it now; ask `printed` before. */
  issue(entry: LineEntry<StoredFact>, number: string, told: Told): Promise<Outcome> {
    const says = this.printed(entry)!
    return this.#record({ type: 'hui.receipt-issued', body: { ...told, number, ...says } })
  }

  /**
   * Issues a receipt for a due that *thu đủ* alone tells of: it is the same money, which gets a record of its own first. Ask
   * `printedOfCollected` before. What is not issued then may be issued for that record.
   * @param paid the day of the round, and who said so
   */
  async issueCollected(money: DueMoney, paid: Told, number: string, told: Told): Promise<Outcome> {
    const outcome = await this.pay(money, paid)
    if (!outcome.ok) return outcome
    const says = this.printedWith(outcome.fact)!
    return this.#record({ type: 'hui.receipt-issued', body: { ...told, number, ...says } })
  }

  /** Records late interest that was paid, or that whom it is owed to asks for no more. */
  settleInterest({ k, part, from, to, amount, ...form }: InterestForm, told: Told): Promise<Outcome> {
    const of = { ...told, k, ...(part !== null && { part }), from, amount }
    if (form.what === 'paid')
      return this.#record({ type: 'hui.late-interest-paid', body: { ...of, to, method: 'cash' } })
    const reason = cleanText(form.reason)
    return this.#record({ type: 'hui.penalty-waived', body: { ...of, by: to, ...(reason && { reason }) } })
  }

  /** Records that somebody of a line that goes on no more acknowledges a debt ("kết sổ"). */
  acknowledge(debt: DebtForm, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.debt-acknowledged', body: { ...told, ...debt } })
  }

  /** Records what was agreed in a line that goes on no more, and who has signed it. */
  settle(settlement: SettlementForm, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.settlement-agreed', body: { ...told, ...settlement } })
  }

  /** Records money paid of what was acknowledged or agreed. */
  payAgreed(paid: AgreedMoney, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.agreed-paid', body: { ...told, ...paid, method: 'cash' } })
  }

  /** Records that money which looks as if it was heard twice was another payment. */
  confirmAnother(entry: string, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.entry-confirmed', body: { ...told, entry, another: true } })
  }

  /** Records that somebody says that a record is not so. */
  deny(entry: string, reason: string, told: Told): Promise<Outcome> {
    return this.#record({ type: 'hui.entry-denied', body: { ...told, entry, reason: cleanText(reason) } })
  }

  /** Reverses a record with a reason: "Ghi sửa (giữ bản cũ)". */
  reverse(entry: string, reason: string): Promise<Outcome> {
    return this.#record({ type: 'hui.entry-reversed', body: { entry, reason: cleanText(reason) } })
  }

  async #signed(outcome: Outcome, signed: readonly AnySigner[], told: Told): Promise<Outcome> {
    if (!outcome.ok) return outcome
    for (const as of signed) if (!(await this.sign(outcome.fact, as, told)).ok) break
    return outcome
  }

  async #record(draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    if (this.isAnothers) return { ok: false, refusal: { code: 'not-allowed' } }
    const place = { unit: this.parts.unit, book: 'hui', stream: `line/${this.id}` }
    const { body } = draft
    const told = this.parts.isOwn && 'said' in body ? { ...body, said: saidOf('host') } : body
    return this.parts.record({ ...place, ...draft, body: told } as Draft)
  }
}
