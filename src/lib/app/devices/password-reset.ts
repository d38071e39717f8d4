import { approversOf, commandersAt, type VouchingBar } from '#lib/domain/directory/vouching/vouching-bar.ts'
import type { Device } from '#lib/domain/directory/directory.ts'
import { firstValue } from '../notebook/first-value.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Unsaved } from '../notebook/record.ts'
import type { ResetPasswordOutcome } from '#lib/ports/device-sessions.ts'
import { forceOf } from './admission.ts'
import { DeviceSessionsStore } from './device-sessions-store.svelte.ts'

export type { VouchingBar }

/** `not-sent`: the order is recorded, and the server does not have it; `unsaved`: nothing is. */
export type ResetOutcome =
  | Exclude<ResetPasswordOutcome, { code: 'not-yours' }>
  | { code: 'not-yours' | 'not-sent' }
  | { code: 'unsaved'; refusal: Unsaved }

/**
 * Orders a new password for another account, and has the server carry it out at once. Asks whether the server answers
 * before anything is recorded: an order that nobody carries out would alarm its owner for nothing.
 */
export async function resetPassword(notebook: Notebook, account: string): Promise<ResetOutcome> {
  const sessions = notebook.open(DeviceSessionsStore)
  await sessions.look()
  const answer = sessions.outcome
  if (answer?.code === 'unreachable' || answer?.code === 'signed-out') return { code: answer.code }
  const { unit, deviceId } = notebook
  const outcome = await notebook.record({
    unit,
    book: 'directory',
    stream: `account/${account}`,
    type: 'directory.password-reset',
    body: { account }
  })
  if (!outcome.ok) return { code: 'unsaved', refusal: outcome.refusal }
  const { id } = outcome.fact
  await notebook.sync.exchangeNow()
  const [kept] = await firstValue(notebook.records(deviceId, 'directory', [id]))
  const force = forceOf(kept?.sync)
  if (force === 'refused') return { code: 'not-yours' }
  return force === 'holds' ? sessions.resetPassword(account, id) : { code: 'not-sent' }
}

/** Returns the names of those who may approve a phone in this one's stead; none where that is the province's. */
export const namesOfApprovers = (notebook: Notebook, device: Pick<Device, 'account' | 'introducedAt'>) =>
  approversOf(notebook.directory, device, notebook.now()).map((account) => notebook.nameOf(account))

/** Returns the names of those who may approve the next phone of an account after this one resets its password. */
export function namesAfterReset(notebook: Notebook, account: string): string[] {
  const { directory, identity } = notebook
  const next = { account, introducedAt: Infinity }
  const others = approversOf(directory, next, notebook.now()).filter((one) => one !== identity.account)
  return others.map((one) => notebook.nameOf(one))
}

/** Returns the names of the other commanders of the unit. */
export const otherCommanders = (notebook: Notebook): string[] =>
  commandersAt(notebook.directory, notebook.now())
    .filter((account) => account !== notebook.identity.account)
    .map((account) => notebook.nameOf(account))
