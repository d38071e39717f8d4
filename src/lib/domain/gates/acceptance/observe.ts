import { observedMoves, inTurn, runs, stoodBefore, type ObservedMove, type StepEvidence } from './evidence.ts'
import { isWitnessed, type AcceptanceStep, type Observation } from './steps.ts'

/** The signs to be seen in a step, one after the other. */
export type Sign =
  | 'closed-whole'
  | 'opened-whole'
  | 'moving'
  | 'stopped-half'
  | 'closing'
  | 'gave-way'
  | 'moved-by-hand'
  | 'noted-as-such'
  | 'stands-closed'
  | 'stands-half'
  | 'gone'
  | 'back'
  | 'stood-still'

export interface Observed {
  observed: Observation
  signs: readonly { sign: Sign; seen: boolean }[]
  /** Duration of the whole way, ms; the latest measurement. */
  closeMs?: number
  openMs?: number
}

/** How long a gate must stand still once its power is back, ms: a controller that moves by itself does it at once. */
export const stillMs = 10_000

type Judge = (evidence: StepEvidence) => Omit<Observed, 'observed'> & { contrary: boolean }

/**
 * Returns the phone's own observation of a step: a pure fold of the gate's signed messages since it began, the same in
 * any order. The tester's own answer is not considered.
 */
export function observe(step: AcceptanceStep, evidence: StepEvidence): Observed {
  if (!isWitnessed(step)) return { observed: 'unseen', signs: [] }
  const { contrary, signs, ...measured } = judges[step as keyof typeof judges](evidence)
  const observed = contrary ? 'contrary' : signs.every(({ seen }) => seen) ? 'seen' : 'unseen'
  return { observed, signs, ...measured }
}

const failed = (course: ObservedMove | undefined) =>
  course?.end?.status === 'timeout' || course?.end?.status === 'failed'

const travel: Judge = (evidence) => {
  const courses = observedMoves(evidence)
  const way = (act: 'OPEN' | 'CLOSE', from: 'open' | 'closed') => {
    const own = courses.filter((course) => course.act === act)
    const whole = own.findLast(
      ({ end, acceptedAt }) =>
        end?.status === 'completed' && stoodBefore(evidence.states, acceptedAt)?.motion === from
    )
    const ms = whole?.end ? Math.max(1, whole.end.at - (whole.movedAt ?? whole.acceptedAt)) : undefined
    return { ms, failed: failed(own.at(-1)) }
  }
  const [close, open] = [way('CLOSE', 'open'), way('OPEN', 'closed')]
  return {
    contrary: close.failed || open.failed,
    signs: [
      { sign: 'closed-whole', seen: close.ms !== undefined },
      { sign: 'opened-whole', seen: open.ms !== undefined }
    ],
    ...(close.ms !== undefined && { closeMs: close.ms }),
    ...(open.ms !== undefined && { openMs: open.ms })
  }
}

const stop: Judge = (evidence) => {
  const { states, since } = evidence
  const stops = observedMoves(evidence).filter(({ act }) => act === 'STOP')
  const last = stops.at(-1)
  const lately = inTurn(states).filter(({ agentTime }) => agentTime >= since)
  const moving = lately.some(runs)
  const half = lately.findLast(({ agentTime }) => last !== undefined && agentTime >= last.acceptedAt)
  return {
    contrary: failed(last),
    signs: [
      { sign: 'moving', seen: moving },
      { sign: 'stopped-half', seen: last?.end?.status === 'completed' && half?.motion === 'stopped' }
    ]
  }
}

const obstruction: Judge = (evidence) => {
  const { states, since } = evidence
  const courses = observedMoves(evidence)
  const close = courses.findLast(({ act }) => act === 'CLOSE')
  // Stopped by the tester: the gate did not give way by itself.
  const stopped =
    close && courses.some(({ act, acceptedAt }) => act === 'STOP' && acceptedAt >= close.acceptedAt)
  const after = inTurn(states).filter(
    ({ agentTime }) => close && agentTime >= Math.max(since, close.acceptedAt)
  )
  const began = after.findIndex(({ motion }) => motion === 'closing')
  const then = began < 0 ? [] : after.slice(began)
  const gaveWay =
    close?.end?.status === 'obstructed' ||
    then.some(
      ({ motion, obstructed }) => motion === 'opening' || (obstructed === true && motion !== 'closing')
    )
  return {
    contrary: then.some(({ motion }) => motion === 'closed'),
    signs: [
      { sign: 'closing', seen: began >= 0 || close?.movedAt != null },
      { sign: 'gave-way', seen: gaveWay && !stopped }
    ]
  }
}

const wallButton: Judge = (evidence) => {
  const { states, since, events } = evidence
  const before = stoodBefore(states, since)
  const asked = observedMoves(evidence).length > 0
  const lately = inTurn(states).filter(({ agentTime }) => agentTime >= since)
  const moved = lately.some((state) => runs(state) && state.lastCmdId === (before?.lastCmdId ?? null))
  return {
    contrary: false,
    signs: [
      { sign: 'moved-by-hand', seen: moved && !asked },
      // Under maintenance or at night the agent reports it as an unexpected move, not as the wall button.
      { sign: 'noted-as-such', seen: events.includes('local-manual') || events.includes('unexpected-move') }
    ]
  }
}

const powerCut =
  (stands: 'closed' | 'stopped', sign: 'stands-closed' | 'stands-half'): Judge =>
  (evidence) => {
    const { states, silences, since, now } = evidence
    const all = inTurn(states)
    const isOut = ({ deviceOnline, power }: (typeof all)[number]) => !deviceOnline || power?.mains === false
    const outs = all
      .filter((state) => state.agentTime >= since && isOut(state))
      .map(({ agentTime }) => agentTime)
    const cutAt = Math.min(...outs, ...silences.filter((at) => at >= since))
    const stood = stoodBefore(states, cutAt)?.motion === stands
    const after = all.filter((state) => state.agentTime > cutAt)
    const back = after.find((state) => !isOut(state))
    const returned = back ? after.slice(after.indexOf(back)) : []
    const asked = observedMoves(evidence).some(({ acceptedAt }) => acceptedAt >= cutAt)
    const elsewhere = returned.some(({ motion }) => motion !== stands && motion !== 'unknown')
    const still = back !== undefined && now - back.agentTime >= stillMs && returned.at(-1)?.motion === stands
    return {
      contrary: stood && !asked && (after.some(runs) || elsewhere),
      signs: [
        { sign, seen: stood },
        { sign: 'gone', seen: Number.isFinite(cutAt) },
        { sign: 'back', seen: back !== undefined },
        { sign: 'stood-still', seen: still && !asked && !elsewhere }
      ]
    }
  }

const agentAway: Judge = ({ states, silences, since }) => {
  const goneAt = Math.min(...silences.filter((at) => at >= since))
  return {
    contrary: false,
    signs: [
      { sign: 'gone', seen: Number.isFinite(goneAt) },
      { sign: 'back', seen: states.some(({ agentTime }) => agentTime > goneAt) }
    ]
  }
}

const judges = {
  travel,
  stop,
  obstruction,
  'wall-button': wallButton,
  'power-closed': powerCut('closed', 'stands-closed'),
  'power-half': powerCut('stopped', 'stands-half'),
  'agent-away': agentAway
} satisfies Partial<Record<AcceptanceStep, Judge>>
