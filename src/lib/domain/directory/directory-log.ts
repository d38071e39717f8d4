import type { Envelope } from '../fact.ts'
import type { Fact } from '../facts.ts'
import { compareRanks } from '../order.ts'
import { isOfChain, isOfRoot, phoneOf, type ChainFact } from './chain.ts'
import { ChainLog } from './chain-log.ts'
import { effective, type Certificate } from './certificates.ts'
import {
  doesCount,
  introducedBy,
  introduces,
  isFirstHand,
  isIntroduction,
  isKnownHere,
  knownHere,
  roleEndsBy
} from './counting.ts'
import { DirectoryCells } from './directory-cells.ts'
import { foldedDevice, indexDevices, type Device, type Directory } from './directory.ts'
import { PhoneFacts } from './phone-facts.ts'
import { isListing, noEnds, type RoleEnds } from './role-ends.ts'

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
  /** The phones that an account's own session, or a server, introduced. */
  #introduced = new Set<string>()
  /** The phones that approvals name. */
  #named = new Set<string>()
  #roleEnds: RoleEnds = noEnds
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
    return { ...entries, devices, barrings: this.#chain.result.barrings, roleEnds: this.#roleEnds }
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
    this.#introduced = new Set(known.filter(isFirstHand).map(phoneOf))
    const servers = new ChainLog(
      chain.filter((fact) => isOfRoot(fact, root)),
      this.#introduced,
      root
    )
    for (const fact of known)
      if (introduces(fact, servers.result)) this.#introduced.add(phoneOf(introducedBy(fact)))
    this.#roleEnds = roleEndsBy(known, servers.result)
    this.#chain = new ChainLog(chain, this.#introduced, root, this.#roleEnds)
    this.#named = new Set(chain.flatMap(namedIn))
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
    if (isListing(fact) && (fact.body.until || this.#roleEnds.has(fact.body.account))) return false
    if (isFirstHand(fact) && !this.#introduce(phoneOf(fact))) return false
    if (isIntroduction(fact) && introduces(fact, this.#chain.result))
      if (!this.#introduce(phoneOf(introducedBy(fact)))) return false
    if (isOfChain(fact)) return this.#addToChain(fact)
    this.#append(fact)
    return true
  }

  /** @returns false when there are approvals for it already, which count now */
  #introduce(phone: string): boolean {
    if (this.#introduced.has(phone)) return true
    this.#introduced.add(phone)
    return !this.#named.has(phone)
  }

  #addToChain(fact: ChainFact): boolean {
    const counts = this.#chain.append(fact)
    if (counts === null) return false
    for (const phone of namedIn(fact)) this.#named.add(phone)
    this.#append(fact)
    if (!counts) return true
    for (const phone of namedIn(fact)) {
      this.#certificates.set(phone, effective(this.#chain.result.issued.get(phone)!))
      this.#judgeAnew(phone)
    }
    const { type, body } = fact
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
      roleEnds: this.#roleEnds
    })
  }

  #refoldDevice(phone: string): void {
    const { barrings } = this.#chain.result
    const device = foldedDevice(phone, {
      cells: this.#cells,
      barrings,
      certificates: this.#certificates
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

/** Returns the phone that an approval names. */
const namedIn = (fact: ChainFact): string[] =>
  fact.type === 'directory.device-approved'
    ? [phoneOf({ by: fact.body.account, device: fact.body.device })]
    : []
