import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandStatus } from '#lib/domain/gates/contract/command-status.ts'
import { reportsClosed, shown, type GateState } from '#lib/domain/gates/contract/state.ts'
import { freshMs, stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { Said } from '../gate-stage.ts'
import { eveningStage, happening, play, type Happening } from './histories.ts'
import { agentKey, PhoneStage } from './phone-stage.ts'

/** A phone whose connection is silent for longer believes it no more, ms. */
const longestOnTheWay = 15_000

/** What the network does with one message; `broken`: the phone's connection ends there, with all that is under way in it. */
const fate = fc.record({
  lost: fc.nat({ max: 4 }).map((n) => n === 0),
  delayMs: fc.constantFrom(0, 0, 0, 0, 200, 4_000, 14_000),
  twice: fc.boolean(),
  forged: fc.boolean(),
  broken: fc.nat({ max: 9 }).map((n) => n === 0)
})
type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never

interface Event {
  at: number
  said?: Said
  /** Which of all that was published, in order. */
  nth?: number
  kept?: boolean
  forged?: boolean
}

const history = fc.record({
  happenings: fc.array(happening, { maxLength: 30 }),
  fates: fc.array(fate, { minLength: 3, maxLength: 12 }),
  wrongBy: fc.constantFrom(0, -86_400_000, 40_000)
})

/** All that the agent publishes while it happens, and who had asked for what by then. */
function perform(happenings: readonly Happening[]) {
  const stage = eveningStage({ key: agentKey })
  const published: { at: number; said: Said }[] = []
  stage.hearer = (said) => published.push({ at: stage.now, said })
  const asked: { at: number; id: string }[] = []
  const looks: number[] = []
  const trace = play(stage, happenings, (_, command) => {
    looks.push(stage.now, stage.now + 20_000, stage.now + 50_000)
    if (command) asked.push({ at: stage.now, id: command.id })
  })
  const jumped = happenings.some((happening) => 'clockBy' in happening)
  return { stage, published, asked, looks, trace, jumped }
}

type Performance = ReturnType<typeof perform>

/** What reaches the phone, in its order. */
function arrivals(published: readonly { at: number; said: Said }[], fates: readonly Fate[]): Event[] {
  let under: Event[] = []
  let kept: Event | null = null
  for (const [nth, { at, said }] of published.entries()) {
    const { lost, delayMs, twice, forged, broken } = fates[nth % fates.length]!
    const isState = 'state' in said
    if (isState) kept = { at, said, nth, kept: true }
    if (broken) {
      under = under.filter((event) => event.at <= at)
      // A broker forgets it after its time.
      if (kept && at - published[kept.nth!]!.at < stateExpiryMs) under.push({ ...kept, at })
    } else if (!lost) {
      under.push({ at: at + delayMs, said, nth })
      if (twice) under.push({ at: at + delayMs + 700, said, nth })
    }
    if (forged && isState) {
      const closed = {
        ...said.state,
        motion: 'closed',
        position: 0,
        deviceOnline: true,
        seq: 1_000_000
      } as const
      under.push({ at, said: { state: closed }, forged: true })
    }
  }
  return under
}

const nameOf = ({ bootId, seq }: GateState) => `${bootId} ${seq}`

/** Looks at the phone after everything that reaches it; gives how often it could say that the gate is closed, and that it is so by command. */
async function watch(performance: Performance, fates: readonly Fate[], wrongBy: number) {
  const { published, asked, looks, jumped } = performance
  const nths = new Map(
    published.flatMap(({ said }, nth) => ('state' in said ? [[nameOf(said.state), nth]] : []))
  )
  const phone = new PhoneStage(wrongBy)
  const times = { closed: 0, reached: 0 }
  let latest = -1
  const events = [...arrivals(published, fates), ...looks.map((at): Event => ({ at }))]
  for (const { at, said, nth, kept = false, forged = false } of events.toSorted((a, b) => a.at - b.at)) {
    phone.now = at
    if (said) await phone.hear(said, { kept, isForged: forged })
    if (said && 'state' in said && !forged) latest = Math.max(latest, nth!)
    const { state, replies } = phone.heard
    if (!state) continue
    const stateNth = nths.get(nameOf(state))!
    if (reportsClosed(shown(state, phone.agentNow()))) {
      times.closed++
      const { said: origin, at: saidAt } = published[stateNth]!
      expect('state' in origin && origin.state.motion).toBe('closed')
      expect(stateNth).toBe(latest)
      // Where the agent's clock jumped, only the broker's forgetting says how old it may be.
      expect(at - saidAt).toBeLessThanOrEqual((jumped ? stateExpiryMs : freshMs) + longestOnTheWay)
    }
    const last = asked.findLast(({ at: askedAt }) => askedAt <= at)
    if (!last) continue
    const sent = { id: last.id, unit: 'thu', gate: 'cong-1b', action: 'CLOSE', at: last.at } as const
    const { reached, act } = commandStatus(sent, replies, [state], phone.agentNow())
    if (!reached || act !== 'CLOSE') continue
    times.reached++
    expect(stateNth).toBeGreaterThan(acceptanceOf(last.id, published))
  }
  return times
}

function acceptanceOf(id: string, published: Performance['published']): number {
  return published.findIndex(
    ({ said }) => 'reply' in said && said.reply.id === id && said.reply.status === 'accepted'
  )
}

test('10,000 histories: nothing moves without a fresh, authorised, unseen command, nothing moves twice for one; “đã đóng” is shown by an explicit report only, none newer heard', async () => {
  const times = { closed: 0, reached: 0 }
  await fc.assert(
    fc.asyncProperty(history, async ({ happenings, fates, wrongBy }) => {
      const performance = perform(happenings)
      moved(performance)
      const { closed, reached } = await watch(performance, fates, wrongBy)
      times.closed += closed
      times.reached += reached
    }),
    { numRuns: 10_000, seed: 20261124 }
  )
  // Where nothing is ever said, nothing wrong is.
  expect(times.closed).toBeGreaterThan(10_000)
  expect(times.reached).toBeGreaterThan(1_000)
}, 600_000)

function moved({ stage, trace }: Performance) {
  for (const { allowed, moves } of trace) {
    if (allowed === 'nothing') expect(moves).toEqual([])
    if (allowed === 'command') expect(moves.length).toBeLessThanOrEqual(1)
    // The hour closes, and a passage closes behind somebody; nothing opens by itself.
    if (allowed === 'hour') expect(moves.every((act) => act === 'CLOSE')).toBe(true)
  }
  for (const [i, effect] of stage.effects.entries())
    if (effect.do === 'reply' && effect.reply.status === 'completed' && effect.reply.act === 'CLOSE')
      expect(stage.effects[i + 1]).toMatchObject({ do: 'log', body: { after: { motion: 'closed' } } })
  const passages = trace.filter(({ moves }) => moves.includes('OPEN')).length
  const byItself = trace.filter(({ allowed }) => allowed === 'hour').flatMap(({ moves }) => moves)
  const evenings = new Set(stage.effects.flatMap((effect) => (effect.do === 'warn' ? [effect] : []))).size
  expect(byItself.length).toBeLessThanOrEqual(Math.min(evenings, passages + 2 * Math.max(1, evenings)))
}
