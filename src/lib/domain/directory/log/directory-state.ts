import type { Envelope } from '../../fact.ts'
import type { Fact } from '../../facts.ts'
import { compareRanks } from '../../order.ts'
import { effective, type Certificate } from '../certificates.ts'
import { isOfRoot, phoneOf } from '../chain.ts'
import { isOfChain, type ChainFact } from '../chain-facts.ts'
import { ChainLog } from '../chain-log.ts'
import {
  bindsResetter,
  doesCount,
  groundsOf,
  introducedBy,
  introduces,
  isFirstHand,
  isIntroduction,
  isKnownHere,
  isOfServer,
  isReset,
  knownHere
} from '../counting.ts'
import { DirectoryCells } from '../directory-cells.ts'
import { foldedDevice, indexDevices, type Device, type Directory } from '../directory.ts'
import { isListing } from '../role-ends.ts'
import type { Grounds } from '../vouching/grounds.ts'
import { PhoneFacts } from './phone-facts.ts'
import type { Slices } from './slices.ts'

/** Counts the facts that are looked at. */
interface Work {
  looked: number
}

/** Holds what the facts of a directory come to by one root, as long as later facts only add to it. */
export class DirectoryState {
  readonly #unit: string | undefined
  readonly #chain: ChainLog
  readonly #phones = new Map<string, PhoneFacts>()
  readonly #grounds: Grounds
  /**
   * The phones, accounts and keys that approvals and readmissions name, and the phones that reset passwords before they were
   * introduced.
   */
  readonly #named: Set<string>
  readonly #certificates: Map<string, readonly Certificate[]>
  readonly #cells = new DirectoryCells()
  readonly #devices = new Map<string, Device>()
  readonly #ids = new Map<string, Device>()
  readonly #idsByDevice = new Map<string, Set<string>>()
  readonly #idsByAccount = new Map<string, Set<string>>()
  /** The phones whose approvals changed, those to be judged anew, and those with facts that move: dealt with once, at the end. */
  readonly #certified = new Set<string>()
  readonly #unjudged = new Set<string>()
  readonly #unplaced = new Set<string>()

  private constructor(
    facts: readonly Envelope[],
    private readonly root: string | null,
    private readonly work: Work
  ) {
    this.#unit = facts.find((fact) => isOfRoot(fact, root))?.unit
    const known = knownHere(facts, root)
    const chain = known.filter(isOfChain)
    work.looked += facts.length
    this.#grounds = groundsOf(known, root)
    this.#chain = new ChainLog(chain, this.#grounds, root)
    this.#named = new Set([...chain.flatMap(namedIn), ...known.filter(isReset).map(phoneOf)])
    const { issued } = this.#chain.result
    this.#certificates = new Map([...issued].map(([phone, all]) => [phone, effective(all)]))
    for (const fact of known) this.#factsOf(phoneOf(fact)).all.push(fact)
    for (const phone of this.#phones.keys()) this.#unjudged.add(phone)
  }

  /** Folds all of these. @param work to which the cost is added */
  static *of(facts: readonly Envelope[], root: string | null, work: Work): Slices<DirectoryState> {
    const state = new DirectoryState(facts, root, work)
    yield* state.#settling()
    yield* state.#cells.folding()
    return state
  }

  /** Returns the directory as of what was added so far; its maps go on changing with what is added next. */
  get directory(): Directory {
    const entries = this.#cells.fold()
    for (const phone of this.#cells.changedPhones) this.#refoldDevice(phone)
    this.#cells.changedPhones.clear()
    const devices = [...this.#devices.values()]
    indexDevices(devices, { phones: this.#devices, ids: this.#ids })
    return { ...entries, devices, barrings: this.#chain.result.barrings, roleEnds: this.#grounds.roleEnds }
  }

  /** Returns the facts that count, in the order of folds. */
  get counting(): Fact[] {
    const counted = [...this.#phones.values()].flatMap((facts) => facts.counted)
    return counted.sort((a, b) => compareRanks(a.rank, b.rank)).map(({ fact }) => fact)
  }

  /** Adds facts to what is folded. @returns false when one says something about earlier facts: then this state is of no more use */
  *adding(facts: readonly Envelope[]): Slices<boolean> {
    for (const fact of facts) {
      if (!this.#add(fact)) return false
      yield
    }
    yield* this.#settling()
    return true
  }

  #add(fact: Envelope): boolean {
    this.work.looked++
    if (isOfRoot(fact, this.root)) return false
    if (!isKnownHere(fact, this.#unit)) return true
    // Decides about what others wrote afterwards.
    if (isListing(fact) && (fact.body.until || this.#grounds.roleEnds.has(fact.body.account))) return false
    if (!this.#isGrounded(fact)) return false
    if (isOfChain(fact)) return this.#addToChain(fact)
    this.#append(fact)
    return true
  }

  /** Adds a fact to what the chain asks besides itself. @returns false when that changes what counts of earlier facts */
  #isGrounded(fact: Fact): boolean {
    if (isFirstHand(fact)) return this.#introduce(fact, fact)
    const { result } = this.#chain
    if (isIntroduction(fact)) return !introduces(fact, result) || this.#introduce(introducedBy(fact), fact)
    if (isListing(fact))
      return !isOfServer(fact, result) || !this.#grounds.list(fact) || !this.#named.has(fact.body.account)
    if (!isReset(fact)) return true
    this.#named.add(phoneOf(fact))
    return !bindsResetter(fact, this.#grounds, result) || !this.#grounds.reset(fact)
  }

  /** @returns false when there are approvals for it already, or resets by it, which count now */
  #introduce(phone: Pick<Envelope, 'by' | 'device'>, said: Envelope): boolean {
    if (!this.#grounds.introduce(phone, said)) return true
    return !this.#named.has(phoneOf(phone)) && !this.#named.has(phone.device)
  }

  #addToChain(fact: ChainFact): boolean {
    const counts = this.#chain.append(fact)
    if (counts === null) return false
    for (const phone of namedIn(fact)) this.#named.add(phone)
    this.#append(fact)
    if (!counts) return true
    const { type, body } = fact
    if (type === 'directory.device-approved') {
      const phone = phoneOf({ by: body.account, device: body.device })
      this.#certified.add(phone)
      this.#unjudged.add(phone)
    }
    if (type === 'directory.device-revoked' || type === 'directory.device-readmitted')
      for (const phone of this.#idsByDevice.get(body.device) ?? []) this.#unjudged.add(phone)
    if (type === 'directory.account-suspended' || type === 'directory.account-restored')
      for (const phone of this.#idsByAccount.get(body.account) ?? []) this.#unjudged.add(phone)
    return true
  }

  #append(fact: Fact): void {
    const phone = phoneOf(fact)
    const facts = this.#factsOf(phone)
    if (this.#unjudged.has(phone)) return void facts.all.push(fact)
    const placed = facts.append(fact, this.#counts(fact))
    if (placed === 'moves') this.#unplaced.add(phone)
    else if (placed) this.#cells.put(fact, placed)
  }

  /** Judges or places what waits for it, each phone once. */
  *#settling(): Slices {
    const { issued } = this.#chain.result
    for (const phone of this.#certified) this.#certificates.set(phone, effective(issued.get(phone)!))
    this.#certified.clear()
    for (const phone of this.#unjudged) {
      this.#unplaced.delete(phone)
      this.#cells.changedPhones.add(phone)
      const facts = this.#phones.get(phone)
      if (!facts) continue
      const counting: Fact[] = []
      for (const fact of facts.all) {
        this.work.looked++
        if (this.#counts(fact)) counting.push(fact)
        yield
      }
      this.#move(facts, () => facts.judge(counting))
      this.#unjudged.delete(phone)
    }
    for (const phone of this.#unplaced) {
      const facts = this.#phones.get(phone)!
      this.#move(facts, () => facts.place())
      this.work.looked += facts.counted.length
      this.#unplaced.delete(phone)
      yield
    }
  }

  /** Puts what counts of a phone into the cells at the places which it has after `replace`. */
  #move(facts: PhoneFacts, replace: () => void): void {
    this.#cells.drop(facts.counted.map(({ fact }) => fact))
    replace()
    for (const { fact, rank } of facts.counted) this.#cells.put(fact, rank)
  }

  #counts(fact: Fact): boolean {
    return doesCount(fact, {
      root: this.root,
      chain: this.#chain.result,
      certificates: this.#certificates,
      roleEnds: this.#grounds.roleEnds
    })
  }

  #refoldDevice(phone: string): void {
    const { barrings, undone } = this.#chain.result
    const device = foldedDevice(phone, {
      cells: this.#cells,
      barrings,
      certificates: this.#certificates,
      undone
    })
    // Nobody takes an enrolment back but an administrator, and then all is folded anew.
    if (!device) return void this.#devices.delete(phone)
    this.#devices.set(phone, device)
    this.#ids.set(device.id, device)
    addTo(this.#idsByDevice, device.id, phone)
    addTo(this.#idsByAccount, device.account, phone)
  }

  #factsOf(phone: string): PhoneFacts {
    const known = this.#phones.get(phone)
    if (known) return known
    const facts = new PhoneFacts()
    this.#phones.set(phone, facts)
    const [account = '', device = ''] = phone.split(' ')
    addTo(this.#idsByDevice, device, phone)
    addTo(this.#idsByAccount, account, phone)
    return facts
  }
}

const addTo = (map: Map<string, Set<string>>, key: string, one: string) =>
  map.set(key, (map.get(key) ?? new Set()).add(one))

/** Returns the phone and account that an approval names, or the key that a readmission does. */
function namedIn({ type, body }: ChainFact): string[] {
  if (type === 'directory.device-approved')
    return [phoneOf({ by: body.account, device: body.device }), body.account]
  return type === 'directory.device-readmitted' ? [body.device] : []
}
