import type { Envelope } from '../fact.ts'
import { recordingTime } from '../stored.ts'
import type { Barring, Barrings } from './barring.ts'

type Subject = 'devices' | 'accounts'
type Phone = Pick<Envelope, 'by' | 'device'>

/**
 * Collects the times in which phones and accounts were revoked, in the order of recording. Each end names its beginning,
 * and none comes later than the server took it, so that no clock lets somebody in by mistake.
 */
export class BarringLog implements Barrings {
  readonly devices = new Map<string, Barring[]>()
  readonly accounts = new Map<string, Barring[]>()
  /** The barrings in force of each subject, by the fact that began them. */
  readonly #open = { devices: new Map<string, Open>(), accounts: new Map<string, Open>() }
  readonly #openBy = { devices: new Map<string, Counts>(), accounts: new Map<string, Counts>() }
  readonly #ended = new Map<string, number>()

  begin(of: Subject, who: string, said: Pick<Envelope, 'id' | 'by' | 'took'>, reason: string): void {
    const { id, by } = said
    const until = this.#ended.get(`${id} ${who}`) ?? null
    const barring: Barring = { fact: id, by, reason, from: recordingTime(said), until }
    const all = this[of].get(who)
    if (all) all.push(barring)
    else this[of].set(who, [barring])
    if (until !== null) return
    const open = this.#open[of].get(who) ?? new Map<string, Barring>()
    if (!open.has(id)) this.#count(of, who, by, 1)
    this.#open[of].set(who, open.set(id, barring))
  }

  end(of: Subject, who: string, beginning: string, said: Pick<Envelope, 'id' | 'took'>): void {
    const key = `${beginning} ${who}`
    if (!this.#ended.has(key)) this.#ended.set(key, recordingTime(said))
    const open = this.#open[of].get(who)
    const barring = open?.get(beginning)
    if (!barring) return
    barring.until = recordingTime(said)
    open?.delete(beginning)
    this.#count(of, who, barring.by, -1)
  }

  /** Hands the times of one subject out as a new list, for those who remember what they made of the one before. */
  renew(of: Subject, who: string): void {
    const all = this[of].get(who)
    if (all) this[of].set(who, [...all])
  }

  /** Tells whether a phone or its account is revoked after all that was collected so far. */
  isOut({ by, device }: Phone): boolean {
    return [this.#open.devices.get(device), this.#open.accounts.get(by)].some((open) => (open?.size ?? 0) > 0)
  }

  /** Tells so of what others than an account say. */
  isOutByOthers({ by, device }: Phone, than: string): boolean {
    return this.#isOpenByOthers('devices', device, than) || this.#isOpenByOthers('accounts', by, than)
  }

  #isOpenByOthers(of: Subject, who: string, than: string): boolean {
    const all = this.#openBy[of].get(who)
    return all !== undefined && (all.size > 1 || (all.size === 1 && !all.has(than)))
  }

  /** Counts the barrings in force of a subject by the account that wrote them. */
  #count(of: Subject, who: string, by: string, more: 1 | -1): void {
    const all = this.#openBy[of].get(who) ?? new Map<string, number>()
    this.#openBy[of].set(who, all)
    const count = (all.get(by) ?? 0) + more
    if (count > 0) all.set(by, count)
    else all.delete(by)
  }
}

type Open = Map<string, Barring>
type Counts = Map<string, number>
