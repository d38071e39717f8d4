import { expect, test } from 'vitest'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { gatesOf, isPoliceWork, readsFiles, eligibleSuccessors, type OpenWork } from './work.ts'

const now = Date.UTC(2026, 10, 24, 5)
const none: OpenWork = { files: [], lines: [], gates: [], groups: [] }
const account = (name: string, roles: string[], until?: object) =>
  [name, { account: name, name, roles, ...(until && { until }) }] as const
const accounts = new Map([
  account('truc', ['officer']),
  account('truong', ['commander']),
  account('tong-hop', ['officer', 'private-reader']),
  account('tam-ngung', ['officer']),
  account('het-han', ['officer'], { officer: '2026-11-23' }),
  account('con-han', ['officer'], { officer: '2026-11-24' }),
  account('giu-cong', ['keeper']),
  account('giu-cong-2', ['keeper']),
  account('to-ap', ['hamlet']),
  account('uy-ban', ['ubnd']),
  account('may', ['agent'])
])
const barred = [{ from: 0, until: null, by: 'truong', fact: 'f', reason: '' }]
const gates = new Map(
  [
    { gate: 'cong-1', keepers: ['giu-cong', 'truc'] },
    { gate: 'cong-2', keepers: ['giu-cong-2'] },
    { gate: 'cong-3' }
  ].map((gate) => [gate.gate, gate])
)
const notebook = {
  directory: {
    accounts,
    gates,
    barrings: { accounts: new Map([['tam-ngung', barred]]), devices: new Map() }
  },
  nameOf: (name: string) => name,
  now: () => now
} as unknown as Notebook
const police = ['con-han', 'tong-hop', 'truc', 'truong']

test('police work goes to police whose roles are in force and who are not suspended, never to the leaver', () => {
  expect(eligibleSuccessors(notebook, 'truc', none)).toEqual(police.filter((one) => one !== 'truc'))
  expect(eligibleSuccessors(notebook, 'het-han', none)).toEqual(police)
})

test('who keeps only gates is followed by whoever may keep one', () => {
  expect(eligibleSuccessors(notebook, 'giu-cong', none)).toEqual(
    [...police, 'giu-cong-2', 'to-ap'].sort((a, b) => a.localeCompare(b, 'vi'))
  )
})

test('seats in hụi groups alone go to police or the committee; with gates, to police', () => {
  const seats = { ...none, groups: [{}] } as unknown as OpenWork
  const both = { ...seats, gates: [{}] } as unknown as OpenWork
  expect(eligibleSuccessors(notebook, 'to-ap', seats)).toEqual(
    [...police, 'uy-ban'].sort((a, b) => a.localeCompare(b, 'vi'))
  )
  expect(eligibleSuccessors(notebook, 'to-ap', both)).toEqual(police)
})

test('files go to police whatever roles their keeper is listed with now', () => {
  const work = { ...none, files: [{}] } as unknown as OpenWork
  expect(isPoliceWork(notebook, 'uy-ban', none)).toBe(false)
  expect(isPoliceWork(notebook, 'uy-ban', work)).toBe(true)
  expect(eligibleSuccessors(notebook, 'uy-ban', work)).toEqual(police)
})

test('the gates of a keeper are those that name them', () => {
  expect(gatesOf(notebook, 'truc').map(({ gate }) => gate)).toEqual(['cong-1'])
  expect(gatesOf(notebook, 'uy-ban')).toEqual([])
})

test('only who reads the book of incidents may confirm on a phone', () => {
  expect(['truc', 'giu-cong', 'uy-ban', 'khong-co'].map((one) => readsFiles(notebook, one))).toEqual([
    true,
    false,
    false,
    false
  ])
})
