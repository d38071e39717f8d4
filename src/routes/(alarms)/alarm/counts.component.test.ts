import fc from 'fast-check'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AlarmStore } from '#lib/app/alarms/alarm-store.svelte.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { alarmWords as a } from '#lib/i18n/alarms/alarm.ts'
import { stored, unitWith } from '../../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import { gateState } from '../../../../tests/faulty-connection.ts'
import EndForm from './[id]/end/EndForm.svelte'
import GateItems from './[id]/GateItems.svelte'
import DrillTimes from './DrillTimes.svelte'
import RunningAlarms from './RunningAlarms.svelte'

const nightMs = Date.UTC(2026, 10, 24, 18, 40)
const hands = ['cong-chua', 'cong-ben-do']
const gates: Gate[] = [
  { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' },
  { gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand', keepers: ['truc'] },
  { gate: 'cong-ben-do', name: 'Cổng Bến Đò', kind: 'hand', keepers: ['hai-muoi'] }
]
const ids = [1, 2].map((nth) => `alarm/01936a1c-8f2f-7abc-8def-00000000000${nth}`)
const people = ['truong', 'truc', 'hai-muoi']

const deed = fc.record({
  /** Seconds after the alarm's first start. */
  at: fc.integer({ min: -90, max: 500 }),
  by: fc.constantFrom(...people),
  gate: fc.constantFrom(...hands),
  how: fc.constantFrom('answer', 'answer-and-log', 'cannot', 'claimed', 'opened', 'noted', 'fault'),
  isDoubtful: fc.boolean(),
  strand: fc.nat(1)
})
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

/** The records of one deed; an answer is in its gate's log too, at the same moment. */
function told({ at, by, gate, how, strand }: Deed, drill: boolean): StoredFact[] {
  const ms = nightMs + at * 1000
  const answer = (said: 'closed' | 'cannot') =>
    stored('duty.gate-answered', ids[strand]!, { gate, answer: said }, ms, by)
  const claim = (what: 'closed' | 'opened') => stored('gates.hand-claimed', `gate/${gate}`, { what }, ms, by)
  const note = (what: 'closed' | 'fault') =>
    stored('gates.note-written', `gate/${gate}`, { what, reason: 'Kẹt', who: '' }, ms, by)
  if (how === 'answer') return [answer('closed')]
  if (how === 'answer-and-log') return drill ? [answer('closed')] : [answer('closed'), claim('closed')]
  if (how === 'cannot') return drill ? [answer('cannot')] : [answer('cannot'), note('fault')]
  if (how === 'claimed' || how === 'opened') return [claim(how === 'opened' ? 'opened' : 'closed')]
  return [note(how === 'noted' ? 'closed' : 'fault')]
}

interface Night {
  /** The second one is of another person, who did not know of the first. */
  starts: StoredFact[]
  others: StoredFact[]
  doubtful: Set<string>
}
function nightOf(deeds: readonly Deed[], later: number, drill: boolean): Night {
  const body = {
    gates: gates.map(({ gate }) => gate),
    from: 'app' as const,
    ...(drill && { drill: true as const })
  }
  const starts = [
    stored('duty.alarm-started', ids[0]!, body, nightMs, 'truong'),
    stored('duty.alarm-started', ids[1]!, body, nightMs + later * 1000, 'pho')
  ]
  const all = deeds.map((one) => ({ isDoubtful: one.isDoubtful, facts: told(one, drill) }))
  const doubtful = all.flatMap(({ isDoubtful, facts }) => (isDoubtful ? facts.map(({ id }) => id) : []))
  return { starts, others: all.flatMap(({ facts }) => facts), doubtful: new Set(doubtful) }
}
const nights = (drill: boolean): fc.Arbitrary<Night> =>
  fc
    .tuple(fc.array(deed, { maxLength: 8 }), fc.integer({ min: 1, max: 300 }))
    .map(([deeds, later]) => nightOf(deeds, later, drill))

/** The second phone hears last of the start that came first, and before it of what was said in between. */
function startHeardLast(drill: boolean, ended?: number): [Night, StoredFact[], StoredFact[]] {
  const claim = {
    at: 30,
    by: 'hai-muoi',
    gate: 'cong-chua',
    how: 'claimed',
    isDoubtful: false,
    strand: 0
  } as const
  const night = nightOf([claim], 200, drill)
  const rest = [...(ended === undefined ? [] : endsOf(ended)), ...night.others]
  const [first, second] = night.starts as [StoredFact, StoredFact]
  return [night, [first, ...rest, second], [second, ...rest, first]]
}

/** Somebody ends both of its starts, so many seconds after the first. */
const endsOf = (seconds: number) =>
  ids.map((id) => stored('duty.alarm-ended', id, {}, nightMs + seconds * 1000, 'truong'))

/** The same night, and two orders in which two phones hear of it; either start may come first. */
const heardTwice = (nights: fc.Arbitrary<Night>) =>
  nights.chain((night) => {
    const rest = [...night.starts, ...night.others]
    const order = fc.shuffledSubarray(rest, { minLength: rest.length })
    return fc.tuple(fc.constant(night), order, order)
  })

beforeEach(() => void vi.useFakeTimers({ now: nightMs + 600_000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

interface Mounted {
  container: HTMLElement
  unmount(): unknown
}

/** A phone that has all screens of an alarm open while records arrive. */
class Phone {
  #screens: Mounted[] = []

  private constructor(readonly notebook: TestNotebook) {}

  static async open(doubtful: ReadonlySet<string>, motion: 'open' | 'closed'): Promise<Phone> {
    const notebook = await TestNotebook.open()
    notebook.directory = unitWith(...gates)
    notebook.doubtful = doubtful
    notebook.line.tell({ state: gateState({ motion, position: motion === 'open' ? 100 : 0 }) })
    return new Phone(notebook)
  }

  get store(): AlarmStore {
    return this.notebook.open(AlarmStore)
  }

  /** Opens the screens of the alarm that the first start tells of. */
  async show(id: string): Promise<void> {
    const its = this.store.page(id)
    const alarm = () => ({
      its,
      get alarm() {
        return its.alarm!
      }
    })
    this.#screens = [
      await renderIn(this.notebook, RunningAlarms, { store: this.store }),
      await renderIn(this.notebook, GateItems, alarm),
      await renderIn(this.notebook, EndForm, alarm),
      await renderIn(this.notebook, DrillTimes, { store: this.store })
    ] as unknown as Mounted[]
  }

  async hears(fact: StoredFact): Promise<void> {
    this.notebook.arrive(fact)
    await tick()
  }

  #text(nth: number): string {
    return this.#screens[nth]!.container.textContent.replaceAll(/\s+/g, ' ')
  }

  /** What each screen says of closed gates: the banner, the alarm's page, its rows, and the page that ends it. */
  get counts(): number[] {
    const [, banner] = /Đã đóng (\d+)\/3 cổng/.exec(this.#text(0)) ?? []
    const [, page] = /(\d+)\/3/.exec(this.#text(1)) ?? []
    const rows = this.#screens[1]!.container.querySelectorAll('li[data-tone="green"]').length
    const [, open = ''] = /Chưa báo đóng: ([^.]*)\./.exec(this.#text(2)) ?? []
    return [Number(banner), Number(page), rows, gates.length - open.split(', ').filter(Boolean).length]
  }

  /** The names of the gates whose rows say that they are closed. */
  get closed(): string[] {
    const rows = this.#screens[1]!.container.querySelectorAll('li[data-tone="green"] .words b')
    return [...rows].map(({ textContent }) => textContent)
  }

  /** The names of the gates with a time in the picture of drills. */
  get timed(): string[] {
    const rows = [...this.#screens[3]!.container.querySelectorAll('li')]
    const timed = rows.filter((row) => !row.querySelector('.last')!.textContent.includes(a.drillNotClosed))
    return timed.map((row) => row.querySelector('.name')!.textContent)
  }

  /** What is said of each gate. */
  get answers(): string {
    return this.#text(1)
  }
  get times(): string {
    return this.#text(3)
  }

  close(): void {
    for (const { unmount } of this.#screens) unmount()
  }
}

/** Lets two phones hear of one night, each in its own order. @returns what `read` finds on each in the end */
async function heardBy<T>(
  [{ doubtful }, ...orders]: [Night, ...StoredFact[][]],
  motion: 'open' | 'closed',
  each: (phone: Phone) => void,
  read: (phone: Phone) => T
): Promise<T[]> {
  const found: T[] = []
  for (const order of orders) {
    const phone = await Phone.open(doubtful, motion)
    const first = order.find(({ type }) => type === 'duty.alarm-started')!
    await phone.hears(first)
    await phone.show(first.stream.slice('alarm/'.length))
    await tick()
    each(phone)
    for (const fact of order.filter((one) => one !== first)) {
      await phone.hears(fact)
      each(phone)
    }
    found.push(read(phone))
    phone.close()
  }
  return found
}

const momentOf = ({ at, id }: StoredFact) => `${at} ${id}`
const alike = (phone: Phone) => expect(phone.counts).toEqual(phone.counts.map((_, __, [first]) => first))

test('at every moment all screens of a phone count alike, and two phones that heard the same in other orders end alike', async () => {
  await fc.assert(
    fc.asyncProperty(heardTwice(nights(false)), fc.constantFrom('open', 'closed'), async (heard, motion) => {
      const [one, other] = await heardBy(heard, motion, alike, ({ counts, answers }) => [counts, answers])
      expect(other).toEqual(one)
    }),
    { numRuns: 50, examples: [[startHeardLast(false), 'open']] }
  )
})

test('the times of a drill are the same on two phones that heard the same, its ends too, in other orders', async () => {
  const drills = fc.tuple(nights(true), fc.integer({ min: 300, max: 400 })).map(([night, ended]) => ({
    ...night,
    others: [...night.others, ...endsOf(ended)]
  }))
  await fc.assert(
    fc.asyncProperty(heardTwice(drills), async (heard) => {
      const [one, other] = await heardBy(
        heard,
        'open',
        () => {},
        ({ times }) => times
      )
      expect(one).toContain(a.drillTimes)
      expect(other).toBe(one)
    }),
    { numRuns: 50, examples: [[startHeardLast(true, 300)]] }
  )
})

test('a drill has a time for each gate that a phone saw closed while it heard of everything as it happened, and for no other', async () => {
  await fc.assert(
    fc.asyncProperty(nights(true), fc.integer({ min: 300, max: 400 }), async (night, ended) => {
      const later = [...night.others, ...endsOf(ended)].sort((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1))
      const seen = new Set<string>()
      const look = (phone: Phone) => phone.closed.forEach((name) => seen.add(name))
      const [timed] = await heardBy(
        [night, [...night.starts, ...later]],
        'open',
        look,
        (phone) => phone.timed
      )
      expect(timed!.sort()).toEqual([...seen].sort())
    }),
    { numRuns: 50 }
  )
})
