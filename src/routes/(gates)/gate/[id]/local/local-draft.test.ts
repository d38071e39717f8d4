import { expect, test } from 'vitest'
import { gateWords as t } from '#lib/i18n/gates/gates.ts'
import { localProblems } from './local-draft.ts'

const said = (address: string, asked: boolean) => localProblems(address, asked, t).address

test('the address of a machine may be saved, and so may none', () => {
  for (const address of ['wss://cong-1b.local:8443', ' wss://cong-1b.local:8443 ', '', ' '])
    expect(said(address, true)).toBe('')
})

test('anything else is refused once somebody has tried to save it', () => {
  expect(said('192.168.1.20', false)).toBe('')
  for (const address of ['https://cong-1b.local:8443', '192.168.1.20', 'x'])
    expect(said(address, true)).toBe(t.local.addressWrong)
})
