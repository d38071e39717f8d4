import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { writeWhatWasLocked } from './alarm-key.ts'
import type { PendingEntry } from '#lib/ports/alarm-keys.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft } from '../notebook/record.ts'

const at = '2026-11-24T18:40:00.000Z'
const started: PendingEntry = {
  unit: 'thu',
  book: 'duty',
  stream: 'alarm/a1',
  type: 'duty.alarm-started',
  at,
  body: { gates: ['cong-1b'], from: 'alarm-key' }
}
const closing = (command: string): PendingEntry => ({
  unit: 'thu',
  book: 'gates',
  stream: 'gate/cong-1b',
  type: 'gates.command-attempted',
  at,
  body: { command, action: 'CLOSE', outcome: 'accepted' }
})

/** Builds a phone with waiting entries; `refuses` names what cannot be recorded now. */
function phone(
  entries: PendingEntry[],
  written: object[] = [],
  refuses: (draft: Draft) => boolean = () => false
) {
  const waiting = new Map(entries.map((entry, no) => [no, entry]))
  const facts = [...written] as StoredFact[]
  const keys = {
    alone: (work: () => Promise<unknown>) => work(),
    kept: async () => [...waiting].map(([no, entry]) => ({ no, entry })),
    settle: async (no: number) => void waiting.delete(no)
  }
  const notebook = {
    identity: { account: 'truc' },
    alarmKeys: async () => keys,
    stream: (stream: string) => ({
      subscribe(observer: { next(known: StoredFact[]): void }) {
        observer.next(facts.filter((fact) => fact.stream === stream))
        return { unsubscribe() {} }
      }
    }),
    async record(draft: Draft) {
      if (refuses(draft)) return { ok: false, refusal: { code: 'storage-full' } }
      facts.push(draft as unknown as StoredFact)
      return { ok: true }
    }
  } as unknown as Notebook
  return { notebook, waiting, facts }
}

test('what was done while locked is written with its own time, and waits no more', async () => {
  const { notebook, waiting, facts } = phone([started, closing('c1')])
  expect(await writeWhatWasLocked(notebook)).toBe('a1')
  expect(facts).toEqual([started, closing('c1')])
  expect(waiting.size).toBe(0)
  expect(await writeWhatWasLocked(notebook)).toBeNull()
})

test('what a killed app had written already is not written twice, and another command of the same gate is', async () => {
  const { notebook, waiting, facts } = phone(
    [started, closing('c1'), closing('c2')],
    [started, closing('c1')]
  )
  expect(await writeWhatWasLocked(notebook)).toBe('a1')
  expect(facts).toEqual([started, closing('c1'), closing('c2')])
  expect(waiting.size).toBe(0)
})

test('what cannot be written now goes on waiting', async () => {
  const { notebook, waiting, facts } = phone(
    [started, closing('c1')],
    [],
    ({ type }) => type === 'duty.alarm-started'
  )
  expect(await writeWhatWasLocked(notebook)).toBeNull()
  expect(facts).toEqual([closing('c1')])
  expect([...waiting.values()]).toEqual([started])
})
