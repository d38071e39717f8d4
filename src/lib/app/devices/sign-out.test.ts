import { expect, test } from 'vitest'
import type { EndSessionOutcome } from '#lib/ports/device-sessions.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { PushSetting } from '../settings/push-setting.svelte.ts'
import { signOut } from './sign-out.ts'

/** Signs out where the server answers so. @returns what became of it, and what was done here */
async function signedOut(answer: EndSessionOutcome, endedOn: string | null = null) {
  const done: string[] = []
  const notebook = {
    identity: { account: 'tk-1' },
    deviceId: 'may-nay',
    open: (store: unknown) =>
      store === PushSetting
        ? { turnOff: async () => void done.push('pushes') }
        : { endOwn: async () => answer },
    alarmKeys: async () => ({ drop: async () => void done.push('alarm key') }),
    sessionEnding: async () => endedOn && { by: 'tk-1', on: endedOn, at: 1 }
  } as unknown as Notebook
  const { code } = await signOut(notebook, { lockAll: async () => void done.push('lock') })
  return [code, ...done]
}

test('alarm key, pushes and lock follow once the server has ended the session', async () => {
  expect(await signedOut({ code: 'ok' })).toEqual(['ok', 'alarm key', 'pushes', 'lock'])
})

test('nothing changes where it has not', async () => {
  for (const code of ['unreachable', 'trouble', 'not-approved'] as const)
    expect(await signedOut({ code })).toEqual([code])
})

test('a try whose answer was lost is finished by the next; what another phone ended is not', async () => {
  expect(await signedOut({ code: 'signed-out' }, 'may-nay')).toEqual(['ok', 'alarm key', 'pushes', 'lock'])
  expect(await signedOut({ code: 'signed-out' }, 'may-khac')).toEqual(['signed-out'])
  expect(await signedOut({ code: 'signed-out' })).toEqual(['signed-out'])
})
