import type { FactOf } from '../../facts.ts'
import type { Command } from './command.ts'
import type { CommandStatus } from './command-status.ts'

type Attempt = FactOf<'gates.command-attempted'>['body']

/**
 * Builds a phone's entry about a command in the gate's log: what was asked, and the reply that it heard. `OFFLINE`: not
 * sent at all. It is a claim: only the agent's own entry on the same command says what the gate did.
 */
export function attemptOf(
  command: Pick<Command, 'id' | 'action' | 'reason' | 'drill'> & Pick<Attempt, 'override' | 'approves'>,
  result: Pick<CommandStatus, 'ordered' | 'refusal'> | 'OFFLINE'
): Attempt {
  const { id, action, reason, override, approves, drill } = command
  const code = result === 'OFFLINE' ? 'OFFLINE' : result.refusal?.code
  const ordered = result === 'OFFLINE' ? 'refused' : result.ordered
  return {
    command: id,
    action,
    outcome: ordered === 'sent' || ordered === 'UNKNOWN' ? 'unknown' : ordered,
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
    ...(override !== undefined && { override }),
    ...(approves !== undefined && { approves }),
    ...(drill && { drill })
  }
}
