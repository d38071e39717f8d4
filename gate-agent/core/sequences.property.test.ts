import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const actions = ['OPEN', 'CLOSE', 'STOP', 'PASS', 'LOCK', 'UNLOCK', 'POSTPONE'] as const
const small = fc.nat({ max: 9 })

/** One thing that happens. Commands arrive late, twice, changed, unsigned, or with the power going at that moment. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ask: fc.constantFrom(...actions),
      lateMs: fc.constantFrom(0, 0, 0, 4_000, 9_000),
      crash: fc.boolean()
    })
  },
  fc.record({ forge: fc.constantFrom(...actions) }),
  fc.record({ stranger: fc.constantFrom(...actions) }),
  fc.record({ again: small }),
  fc.record({ again: small, counter: fc.constant(true) }),
  { weight: 3, arbitrary: fc.record({ passMs: fc.integer({ min: 100, max: 90_000 }), deaf: fc.boolean() }) },
  fc.record({ oldReport: small }),
  fc.record({
    push: fc.constantFrom(
      'open' as const,
      'close' as const,
      'stop' as const,
      'power-off' as const,
      'power-on' as const
    )
  }),
  fc.record({ obstacle: fc.option(fc.integer({ min: 1, max: 99 })) }),
  fc.record({ restart: fc.constant(true) }),
  fc.record({ clockBy: fc.constantFrom(-86_400_000, -60_000, -5_000, 5_000, 60_000, 86_400_000) })
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

/** Plays it and gives what the motor was asked for, with what had allowed it. */
function play(happenings: readonly Happening[]) {
  const stage = new GateStage({}, afternoon + 6.9 * 3_600_000)
  const sent: Command[] = []
  const reports = [stage.controllerSays()]
  const trace: { allowed: 'command' | 'hour' | 'nothing'; id?: string; moves: string[] }[] = []
  const watch = (allowed: (typeof trace)[number]['allowed'], act: () => void, id?: string) => {
    const from = stage.moves.length
    act()
    trace.push({ allowed, moves: stage.moves.slice(from), ...(id && { id }) })
  }
  for (const happening of happenings) {
    if ('ask' in happening) {
      const command = stage.command(happening.ask)
      sent.push(command)
      stage.now += happening.lateMs
      const fresh = happening.lateMs <= 5_000
      watch(fresh ? 'command' : 'nothing', () => stage.ask(command, { crash: happening.crash }), command.id)
    } else if ('forge' in happening)
      watch('nothing', () => stage.ask(stage.command(happening.forge), { signed: false }))
    else if ('stranger' in happening)
      watch(happening.stranger === 'STOP' ? 'command' : 'nothing', () =>
        stage.ask(stage.command(happening.stranger), { roles: ['auditor'] })
      )
    else if ('again' in happening) {
      const known = sent[happening.again % (sent.length || 1)]
      // Under a new name but with the old counter: only somebody with the key could sign that.
      const repeated = known && 'counter' in happening ? { ...known, id: stage.freshId() } : known
      if (repeated && (repeated === known || repeated.action !== 'STOP'))
        watch('nothing', () => stage.ask(repeated), known!.id)
    } else if ('passMs' in happening) watch('hour', () => stage.pass(happening.passMs, happening.deaf))
    else if ('oldReport' in happening)
      watch('nothing', () => stage.report(reports[happening.oldReport % reports.length]))
    else if ('push' in happening) stage.push(happening.push)
    else if ('obstacle' in happening) stage.push({ obstacle: happening.obstacle })
    else if ('restart' in happening) watch('nothing', () => stage.restart())
    else stage.clockOffset += happening.clockBy
    reports.push(stage.controllerSays())
  }
  return { stage, sent, trace }
}

test('10,000 histories: nothing moves without a fresh, authorised, unseen command; nothing moves twice for one', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const { stage, trace } = play(happenings)
      for (const { allowed, moves } of trace) {
        if (allowed === 'nothing') expect(moves).toEqual([])
        if (allowed === 'command') expect(moves.length).toBeLessThanOrEqual(1)
        // The hour closes, and a passage closes behind somebody; nothing opens by itself.
        if (allowed === 'hour') expect(moves.every((act) => act === 'CLOSE')).toBe(true)
      }
      const passages = trace.filter(({ moves }) => moves.includes('OPEN')).length
      const byItself = trace.filter(({ allowed }) => allowed === 'hour').flatMap(({ moves }) => moves)
      const evenings = new Set(stage.deeds.flatMap((deed) => (deed.do === 'warn' ? [deed] : []))).size
      expect(byItself.length).toBeLessThanOrEqual(Math.min(evenings, passages + 2 * Math.max(1, evenings)))
    }),
    { numRuns: 10_000, seed: 20261124 }
  )
}, 300_000)

test('"completed" is said of a closing only after the gate itself said closed', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const { stage } = play(happenings)
      for (const deed of stage.deeds)
        if (deed.do === 'log' && deed.body.kind === 'completed' && deed.body.action === 'CLOSE')
          expect(['closed', 'opening', 'stopped', 'open']).toContain(deed.body.after!.motion)
    }),
    { numRuns: 1_000, seed: 20261124 }
  )
})
