import { roundDay } from '#lib/domain/hui/calendar.ts'
import {
  assetKinds,
  groupLimits,
  groupStatuses,
  officialRoles,
  type AssetKind,
  type GroupStatus,
  type Official,
  type OfficialRole
} from '#lib/domain/hui/facts/register.ts'
import { registerCounts, type RegisterCounts } from '#lib/domain/hui/register/counts.ts'
import {
  groupFolds,
  groups,
  officialKey,
  type Group,
  type GroupReport
} from '#lib/domain/hui/register/groups.ts'
import { silentRounds, type DayOfRound, type SilentRound } from '#lib/domain/hui/register/silent.ts'
import type * as lunarCalendar from '#lib/domain/hui/lunar.ts'
import type { LunarDay } from '#lib/domain/hui/facts/periods.ts'
import { isShaped, type FactOf } from '#lib/domain/facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { groupsFound, type GroupFilter } from './filters/group-filter.ts'
import type { HuiBook } from './hui-book.svelte.ts'

export { assetKinds, groupLimits, groupStatuses, isShaped, officialKey, officialRoles }
export type { AssetKind, GroupReport, GroupStatus, LunarDay, Official, OfficialRole, RegisterCounts }
export type StoredHuiGroup = Group<StoredFact>
export type StoredSilentRound = SilentRound<StoredFact>
export type Registration = FactOf<'hui.group-registered'>['body']

/** The fields that the forms of the register share: the day, who told it, and how. */
export interface ToldForm {
  on: string
  said: Registration['said']
}

type Names = Pick<HuiBook, 'people'>
type Lines = Pick<HuiBook, 'lines'> & { remarks: Pick<HuiBook['remarks'], 'one'> }

/** The register of self-managed hụi groups, on screen, as of any day. It outlives its screens, so it holds no `$derived`. */
export class GroupRegister {
  readonly #facts: Live<StoredFact[]>
  readonly #folds = groupFolds<StoredFact>()
  #reading: { facts: readonly StoredFact[]; byDay: Map<string, StoredHuiGroup[]> } | undefined
  #calendar = $state.raw<typeof lunarCalendar | null>(null)
  /** The filter of the list: whoever comes back finds it as they left it. */
  readonly filter = $state<GroupFilter>({ query: '', status: '' })

  /** The day that the list shows, ISO; '' is today. */
  day = $state('')

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.streams('group'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** Returns the rows of an ISO day, the oldest first. */
  on(day: string): readonly StoredHuiGroup[] {
    const facts = this.#facts.current
    if (this.#reading?.facts !== facts) this.#reading = { facts, byDay: new Map() }
    const { byDay } = this.#reading
    const known = byDay.get(day)
    if (known) return known
    const rows = groups(facts, day, this.#folds)
    byDay.set(day, rows)
    return rows
  }

  counts(day: string): RegisterCounts {
    return registerCounts(this.on(day))
  }

  /** Returns one row; undefined while this phone knows none. */
  get(id: string, day: string): StoredHuiGroup | undefined {
    return this.on(day).find((group) => group.id === id)
  }

  /** Returns the groups of a host on an ISO day, under whichever of her ids. */
  ofHost(host: string, day: string, { remarks }: Pick<Lines, 'remarks'>): StoredHuiGroup[] {
    const { one } = remarks
    return this.on(day).filter((group) => one(group.host) === one(host))
  }

  /** Returns the groups in which an account sits on an ISO day; it sits in none that has stopped. */
  seatedIn(account: string, day: string): StoredHuiGroup[] {
    return this.on(day).filter((group) => group.status !== 'stopped' && sits(group, account))
  }

  /** Returns the rows of a day that the list shows. */
  found(day: string, filter: GroupFilter, { people }: Names): StoredHuiGroup[] {
    return groupsFound(this.on(day), filter, people)
  }

  /** Returns the rounds that hosts have not reported by an ISO day; those by the lunar calendar once it is loaded. */
  silent(today: string, { lines, remarks }: Lines): StoredSilentRound[] {
    return silentRounds(this.on(today), lines, today, this.#dayOf, remarks.one)
  }

  /** Loads the lunar calendar, which is fetched on first use. */
  async loadCalendar(): Promise<void> {
    this.#calendar ??= await import('#lib/domain/hui/lunar.ts')
  }

  /** Returns the lunar day of an ISO day; null when it has none or while the calendar is loading. */
  lunarOf(day: string): LunarDay | null {
    if (this.#calendar) return this.#calendar.lunarOf(day)
    void this.loadCalendar()
    return null
  }

  /** Registers a row, a new one when `id` is null; the outcome's fact has its stream. */
  register(id: string | null, { zalo, ...body }: Registration): Promise<Outcome> {
    const { clock } = this.parts
    const name = cleanText(zalo ?? '')
    return this.#record(id ?? uuidv7(clock.now(), clock.random(10)), {
      type: 'hui.group-registered',
      body: { ...body, ...(name && { zalo: name }) }
    })
  }

  /** Records that an official came into the group, or left it. */
  seat(id: string, what: 'seated' | 'left', body: FactOf<'hui.official-seated'>['body']): Promise<Outcome> {
    const official = 'name' in body.official ? { name: cleanText(body.official.name) } : body.official
    return this.#record(id, { type: `hui.official-${what}`, body: { ...body, official } })
  }

  commit(id: string, { reference, ...told }: ToldForm & { reference: string }): Promise<Outcome> {
    const where = cleanText(reference)
    const body = { ...told, ...(where && { reference: where }) }
    return this.#record(id, { type: 'hui.commitment-signed', body })
  }

  /** Records what the host told the group of a round. */
  report(id: string, { gist, ...body }: GroupReport): Promise<Outcome> {
    return this.#record(id, { type: 'hui.group-reported', body: { ...body, gist: cleanText(gist) } })
  }

  setStatus(
    id: string,
    { on, status, reason }: { on: string; status: GroupStatus; reason: string }
  ): Promise<Outcome> {
    const why = cleanText(reason)
    return this.#record(id, {
      type: 'hui.group-status-set',
      body: { on, status, ...(why && { reason: why }) }
    })
  }

  noteAsset(id: string, { text, ...body }: ToldForm & { what: AssetKind; text: string }): Promise<Outcome> {
    return this.#record(id, { type: 'hui.asset-line-noted', body: { ...body, text: cleanText(text) } })
  }

  /** Records that the host was asked to report a round, in these words. */
  remind(id: string, body: FactOf<'hui.host-reminded'>['body']): Promise<Outcome> {
    return this.#record(id, { type: 'hui.host-reminded', body })
  }

  /** Links a tip that was received on that ISO day. */
  linkTip(id: string, incident: string, on: string): Promise<Outcome> {
    return this.#record(id, { type: 'hui.tip-linked', body: { on, incident } })
  }

  /** Reverses a record with a reason: "Ghi sửa (giữ bản cũ)". */
  reverse(id: string, entry: string, reason: string): Promise<Outcome> {
    const body = { entry, reason: cleanText(reason) }
    return this.#record(id, { type: 'hui.group-entry-reversed', body })
  }

  #record(id: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'hui', stream: `group/${id}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }

  /** Finds each day anew: by counting that is cheap, and a kept one might be of another lunar day. */
  readonly #dayOf: DayOfRound = ({ period, startsOn, lunar }, k) => {
    if (!lunar) return roundDay(startsOn, period, k)
    const calendar = this.#calendar
    if (!calendar) return void this.loadCalendar()
    const day = calendar.lunarRoundDay(lunar, period, k)
    return day && calendar.solarOf(day)
  }
}

/** Tells whether an account sits in a group. */
export const sits = ({ seats }: Pick<StoredHuiGroup, 'seats'>, account: string): boolean =>
  seats.some(({ official }) => 'account' in official && official.account === account)

/** Returns the notebook's register of hụi groups; its code loads with the screens that show it. */
export const groupsOf = (notebook: Notebook): GroupRegister => notebook.open(GroupRegister)
