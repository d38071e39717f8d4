import fc from 'fast-check'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { GateSettings } from '../../gate-agent/core/agent-gate.ts'
import { afternoon, GateStage } from '../gate-stage.ts'

const actions = ['OPEN', 'CLOSE', 'STOP', 'PASS', 'LOCK', 'UNLOCK', 'POSTPONE'] as const
const small = fc.nat({ max: 9 })

/** One thing that happens. Commands arrive late, twice, changed, unsigned, or with the power going at that moment. */
export const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ask: fc.constantFrom(...actions),
      lateMs: fc.constantFrom(0, 0, 0, 4_000, 9_000),
      crash: fc.boolean()
    })
  },
  { weight: 2, arbitrary: fc.constant({ ask: 'CLOSE' as const, lateMs: 0, crash: false }) },
  { weight: 2, arbitrary: fc.constant({ passMs: 12_000, deaf: false }) },
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
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

/** A gate on an evening's stage, its closing hour near. */
export const eveningStage = (settings: Partial<GateSettings> = {}) =>
  new GateStage(settings, afternoon + 6.9 * 3_600_000)

/** Plays it and gives what the motor was asked for, with what had allowed it; `then` looks on after each thing. */
export function play(
  stage: GateStage,
  happenings: readonly Happening[],
  then: (happening: Happening, asked: Command | null) => void = () => {}
) {
  const sent: Command[] = []
  const reports = [stage.controllerSays()]
  const trace: { allowed: 'command' | 'hour' | 'nothing'; id?: string; moves: string[] }[] = []
  const watch = (allowed: (typeof trace)[number]['allowed'], act: () => void, id?: string) => {
    const from = stage.moves.length
    act()
    trace.push({ allowed, moves: stage.moves.slice(from), ...(id && { id }) })
  }
  for (const happening of happenings) {
    const before = sent.length
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
    then(happening, sent.length > before ? sent.at(-1)! : null)
  }
  return trace
}
