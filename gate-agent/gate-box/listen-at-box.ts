import type { CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import type { BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import type { BoxRequest } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import type { AgentDeps, SharedParts } from '../agent-deps.ts'
import type { IncomingCommand } from '../shell/proven-requests.ts'
import { safely } from '../shell/guarded.ts'

/** The gate at which phones come to the agent's box. */
interface BoxAtGate {
  gate: string
  /** See `GateShell.box`. */
  prove(message: IncomingCommand): { request: BoxRequest; to: string; refusal: CommandRefusal | null } | null
  isOver(): boolean
}

/**
 * Answers phones that leave and take boxes over the gate's own network, in their turn among everything that is asked there:
 * a STOP waits for none of it. @returns a function that ends this
 */
export function listenAtBox(
  { gate, prove, isOver }: BoxAtGate,
  { boxes, unit, key, clock, trouble }: AgentDeps,
  { connections, intake }: SharedParts
): () => void {
  const beside = connections.find(({ source }) => source === 'lan')?.connection
  if (!beside || !boxes) return () => {}
  async function answer(message: IncomingCommand) {
    const asked = prove(message)
    if (!asked) return
    const { request, to, refusal } = asked
    const answered = refusal ? { box: 'refused' as const, refusal } : await boxes!.answer(request)
    const signed = { v: 1, id: request.id, unit, gate, key: key.id, at: clock.now() } as const
    beside!.reply(to, { ...signed, ...answered } as BoxReply)
  }
  const hear = (message: IncomingCommand) =>
    isOver() || safely(() => void answer(message).catch(trouble), trouble)
  return beside.listenToBoxes(gate, (message) => {
    // Counts nothing in the gate's log: none of this is about the gate.
    intake.take(
      { ...message, source: 'lan' },
      () => hear(message),
      () => {}
    )
  })
}
