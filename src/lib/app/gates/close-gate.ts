import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { CommandRequest, OwnCommand } from './command-request.ts'

/** How long the hold on the button waits for a connection that is still being made, ms; a lost one is not waited for. */
const patienceMs = 4_000

/** The parts of a gate's control that closing it needs. */
interface Closing {
  readonly id: string
  readonly moved: OwnCommand | null
  readonly state: Pick<GateState, 'lock'> | null
  may(action: GateAction): boolean
  ask(asking: CommandRequest): Promise<void>
}

/** Tells whether a gate is neither reported closed nor on its way; a command just sent is given its time. */
export function isLeftOpen({ saysClosed, moved }: Pick<Closing, 'moved'> & { saysClosed: boolean }): boolean {
  if (saysClosed) return false
  const ordered = moved?.action === 'CLOSE' ? moved.errand?.ordered : undefined
  return ordered !== 'sent' && ordered !== 'accepted' && ordered !== 'moving'
}

/** Tells whether a gate reports itself closed while anybody may still open it. In an alarm, whoever may lock it does. */
export function isUnlocked(
  control: Pick<Closing, 'moved' | 'state' | 'may'> & { saysClosed: boolean }
): boolean {
  const { saysClosed, moved, state } = control
  return saysClosed && moved?.errand?.ordered !== 'sent' && state?.lock === null && control.may('LOCK')
}

export interface ClosingHow {
  drill?: boolean
  lock?: boolean
  /** Whether the siren at the gate sounds in this drill; it does in an alarm anyway. */
  siren?: boolean
}

/**
 * Closes one motor gate as one of several, with one signed command. `lock`: it is for an alarm, and is also locked
 * where this account may, unless it is locked already: a maintenance lock protects people working under the gate.
 */
export async function closeGate(
  control: Closing,
  parts: Pick<BookDeps, 'gateConnection'>,
  { drill = false, lock = false, siren = false }: ClosingHow
): Promise<void> {
  await lineTried(parts, control.id)
  await control.ask({ action: 'CLOSE', drill, alarm: lock, siren })
  const heard = control.moved?.errand
  const reached = heard && heard.refusal?.code !== 'AGENT_OFFLINE'
  // A gate that no alarm may close is not to be kept from opening by one.
  const spared = heard?.refusal?.why === 'no-decision'
  if (lock && reached && !spared && control.may('LOCK') && !control.state?.lock)
    await control.ask({ action: 'LOCK', lock: 'alarm', drill })
}

/**
 * Resolves once the gate has been heard, the connection has failed, or the time to wait for it is over. What was heard
 * on an earlier screen is not enough: to an agent that seems silent nothing is sent.
 */
async function lineTried({ gateConnection }: Pick<BookDeps, 'gateConnection'>, gate: string): Promise<void> {
  const line = await gateConnection().catch(() => null)
  if (!line) return
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      queueMicrotask(() => watching.unsubscribe())
      resolve()
    }
    const timer = setTimeout(end, patienceMs)
    const watching = line.heard(gate).subscribe({
      next: ({ state, agentGone }) => {
        const isHeard =
          state && !state.deaf && !agentGone && line.now(gate) - state.agentTime <= stateExpiryMs
        if (line.state === 'lost' || (line.state === 'open' && isHeard)) end()
      },
      error: end
    })
  })
}
