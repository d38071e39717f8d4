import { join } from 'node:path'
import { enrolment } from '../../../gate-agent/server/enrolment.ts'
import { keptKey, type AgentKey } from '../../../gate-agent/shell/agent-key.ts'
import { approve, type TestStack } from '../../stack.ts'

/** The file of an agent's key in its data folder. */
export const keyFile = (folder: string) => join(folder, 'agent-key.json')

/** Makes an agent's key in its data folder and has it approved, so that it signs in without a password. */
export async function approvedKey(
  stack: Pick<TestStack, 'couch' | 'tools' | 'directories' | 'unit'>,
  account: string,
  folder: string
): Promise<AgentKey> {
  const key = keptKey(keyFile(folder))
  const introduced = { account, unit: stack.unit, key, label: 'Máy tại cổng' }
  await approve(stack, enrolment(introduced, Date.now()))
  return key
}
