import type { Envelope } from '../fact.ts'
import type { Fact } from '../facts.ts'
import { compareRanks } from '../order.ts'
import { isOfRoot, phoneOf } from './chain.ts'
import { isOfChain, type ChainFact } from './chain-facts.ts'
import { ChainLog } from './chain-log.ts'
import type { Grounds } from './vouching/grounds.ts'
import { effective, type Certificate } from './certificates.ts'
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
} from './counting.ts'
import { DirectoryCells } from './directory-cells.ts'
import { foldedDevice, indexDevices, type Device, type Directory } from './directory.ts'
import { PhoneFacts } from './phone-facts.ts'
import { isListing } from './role-ends.ts'

/**
 * A directory that is kept as its facts arrive, always what `directory` folds of all of them. A fact that is the latest
 * of its kind costs what it changes: itself, or the facts of the phones that it lets in or bars. One that says something
 * about earlier ones has all of them folded anew.
 */
export class DirectoryLog {
  readonly #facts = new Map<string, Envelope>()
  /** Number of facts that were looked at so far, of which a test asks. */
  looked = 0
  #root: string | null
  #unit: string | undefined
  #chain!: ChainLog
  #phones = new Map<string, PhoneFacts>()
  #grounds!: Grounds
  /**
   * The phones, accounts and keys that approvals and readmissions name, and the phones that reset passwords before they were
   * introduced.
   */
  #named = new Set<string>()
  #certificates = new Map<string, readonly Certificate[]>()
  #cells = new DirectoryCells()
  #devices = new Map<string, Device>()
  #ids = new Map<string, Device>()
  #idsByDevice = new Map<string, Set<string>>()
  #idsByAccount = new Map<string, Set<string>>()

  /** @param root id of the unit's root key; without it nobody is approved */
  constructor(root: string | null) {
    this.#root = root
    this.#foldAll()
  }

  get root(): string | null {
    return this.#root
  }

  /** Judges all facts by another root. */
  judgeBy(root: string | null): void {
    if (root === this.#root) return
    this.#root = root
    this.#foldAll()
  }

  /**
   * Adds facts signed by the devices that they name, and takes out others, in whatever order they come.
   * @param gone the ids of facts that are deleted
   */
  take(facts: readonly Envelope[], gone: readonly string[] = []): void {
    let isWhole = true
    for (const id of gone) if (this.#facts.delete(id)) isWhole = false
    const fresh = facts.filter(({ id }) => !this.#facts.has(id))
    for (const fact of fresh) this.#facts.set(fact.id, fact)
    // Most of what arrives together is the latest when it is taken in the order of recording.
    const sorted = [...fresh].sort((a, b) => (a.id < b.id ? -1 : 1))
    if (!isWhole || !sorted.every((fact) => this.#add(fact))) this.#foldAll()
  }

  /** Returns the directory as of what was taken so far; its maps go on changing with what is taken next. */
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

  #foldAll(): void {
    const facts = [...this.#facts.values()]
    const root = this.#root
    this.#unit = facts.find((fact) => isOfRoot(fact, root))?.unit
    const known = knownHere(facts, root)
    const chain = known.filter(isOfChain)
    this.looked += facts.length
    this.#grounds = groundsOf(known, root)
    this.#chain = new ChainLog(chain, this.#grounds, root)
    this.#named = new Set([...chain.flatMap(namedIn), ...known.filter(isReset).map(phoneOf)])
    const { issued } = this.#chain.result
    this.#certificates = new Map([...issued].map(([phone, all]) => [phone, effective(all)]))
    this.#cells = new DirectoryCells()
    this.#devices = new Map()
    this.#ids = new Map()
    this.#phones = new Map()
    for (const map of [this.#idsByDevice, this.#idsByAccount]) map.clear()
    for (const fact of known) this.#factsOf(phoneOf(fact)).all.push(fact)
    for (const phone of this.#phones.keys()) this.#judgeAnew(phone)
  }

  /** Adds a fact to what is folded. @returns false when it says something about earlier facts */
  #add(fact: Envelope): boolean {
    this.looked++
    const isRoots = isOfRoot(fact, this.#root)
    if (isRoots) return false
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
      this.#certificates.set(phone, effective(this.#chain.result.issued.get(phone)!))
      this.#judgeAnew(phone)
    }
    if (type === 'directory.device-revoked' || type === 'directory.device-readmitted')
      for (const phone of this.#idsByDevice.get(body.device) ?? []) this.#judgeAnew(phone)
    if (type === 'directory.account-suspended' || type === 'directory.account-restored')
      for (const phone of this.#idsByAccount.get(body.account) ?? []) this.#judgeAnew(phone)
    return true
  }

  #append(fact: Fact): void {
    const phone = phoneOf(fact)
    const placed = this.#factsOf(phone).append(fact, this.#counts(fact))
    if (placed === 'anew') this.#judgeAnew(phone)
    else if (placed) this.#cells.put(fact, placed)
  }

  /** Judges all facts of one phone, after what gives it rights or takes them. */
  #judgeAnew(phone: string): void {
    this.#cells.changedPhones.add(phone)
    const facts = this.#phones.get(phone)
    if (!facts) return
    this.looked += facts.all.length
    this.#cells.drop(facts.counted.map(({ fact }) => fact))
    facts.judge((fact) => this.#counts(fact))
    for (const { fact, rank } of facts.counted) this.#cells.put(fact, rank)
  }

  #counts(fact: Fact): boolean {
    return doesCount(fact, {
      root: this.#root,
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
