import type { EndSessionOutcome } from '#lib/ports/device-sessions.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { PushSetting } from '../settings/push-setting.svelte.ts'
import { DeviceSessionsStore } from './device-sessions-store.svelte.ts'

/**
 * Signs the account out on this phone: its session with the server ends until the password is typed again, pushes no longer
 * come, the locked phone closes no gate, and the notebook locks. What was recorded stays, behind the PIN. Where the server
 * does not end the session, everything stays as it was.
 */
export async function signOut(
  notebook: Notebook,
  app: { lockAll(): Promise<void> }
): Promise<EndSessionOutcome> {
  const { account } = notebook.identity
  const outcome = await notebook.open(DeviceSessionsStore).endOwn(account, notebook.deviceId)
  if (outcome.code !== 'ok' && !(outcome.code === 'signed-out' && (await hasSignedOut(notebook))))
    return outcome
  await (await notebook.alarmKeys()).drop(account)
  await notebook.open(PushSetting).turnOff()
  await app.lockAll()
  return { code: 'ok' }
}

/** Tells whether this phone has ended its session by its own hand: the answer to an earlier try was lost. */
async function hasSignedOut(notebook: Notebook): Promise<boolean> {
  const ending = await notebook.sessionEnding().catch(() => null)
  return ending?.on === notebook.deviceId
}
