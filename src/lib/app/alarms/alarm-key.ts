import { alarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstValue } from '../notebook/first-value.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

/** Records the commander's decision whether phones of this unit may close gates in an alarm while they are locked. */
export function allowAlarmKeys(notebook: Notebook, allowed: boolean): Promise<Outcome> {
  const { unit } = notebook
  return notebook.record({
    unit,
    book: 'directory',
    stream: `unit/${unit}`,
    type: 'directory.alarm-keys-allowed',
    body: { allowed }
  })
}

/** Makes an alarm key for this phone and introduces it to the unit; when that cannot be recorded, there is no key. */
export async function turnOnAlarmKey(notebook: Notebook): Promise<Outcome> {
  const { account } = notebook.identity
  const keys = await notebook.alarmKeys()
  const outcome = await setKey(notebook, await keys.make(account))
  if (!outcome.ok) await keys.drop(account)
  return outcome
}

/** Turns the alarm key off: from now on this phone can do nothing while it is locked. */
export async function turnOffAlarmKey(notebook: Notebook): Promise<Outcome> {
  const keys = await notebook.alarmKeys()
  await keys.drop(notebook.identity.account)
  return setKey(notebook)
}

function setKey(notebook: Notebook, alarmKey?: { id: string; key: PublicKey }): Promise<Outcome> {
  return notebook.record({
    unit: notebook.unit,
    book: 'directory',
    stream: `device/${notebook.deviceId}`,
    type: 'directory.alarm-key-set',
    body: alarmKey ? { alarmKey } : {}
  })
}

/** Tells whether this phone's alarm key is the one that the unit knows. */
export async function hasAlarmKey(notebook: Notebook): Promise<boolean> {
  const keys = await notebook.alarmKeys()
  const id = await keys.idOf(notebook.identity.account)
  return id !== null && notebook.device?.alarmKey?.id === id
}

/**
 * Updates the alarm card, which this phone may read while locked, from the directory; clears it once its key is no
 * longer valid.
 */
export async function keepAlarmCard(notebook: Notebook, directory: Directory): Promise<void> {
  const {
    unit,
    roles,
    identity: { account }
  } = notebook
  const keys = await notebook.alarmKeys()
  await keys.alone(async () => {
    const key = await keys.idOf(account)
    if (key !== null) await keys.keepCard(account, alarmCard(directory, unit, { account, key }, roles))
  })
}

/**
 * Writes as facts, once the phone is unlocked, what this account did with the alarm key while it was locked; each entry
 * once, even when the app is closed half-way. @returns id of the latest alarm started so; null when none was
 */
export async function writeWhatWasLocked(notebook: Notebook): Promise<string | null> {
  const keys = await notebook.alarmKeys()
  let alarm: string | null = null
  await keys.alone(async () => {
    for (const { no, entry } of await keys.kept(notebook.identity.account)) {
      const draft = entry as Draft
      const written = (await firstValue(notebook.stream(draft.stream))).some((fact) => says(fact, draft))
      if (!written && !(await notebook.record(draft)).ok) continue
      await keys.settle(no)
      if (draft.type === 'duty.alarm-started') alarm = draft.stream.slice('alarm/'.length)
    }
  })
  return alarm
}

/** Tells whether the fact already records the draft: a stream has one start, and one entry for each command. */
function says(fact: StoredFact, draft: Draft): boolean {
  if (fact.type !== draft.type) return false
  if (draft.type !== 'gates.command-attempted') return true
  return (fact.body as typeof draft.body).command === draft.body.command
}
