import { expect, test } from 'vitest'
import { officialKey, type StoredHuiGroup } from '#lib/app/hui/group-register.svelte.ts'
import { groupWords } from '#lib/i18n/hui/groups.ts'
import { words } from '#lib/i18n/words.ts'
import {
  assetProblems,
  commitmentProblems,
  officialOf,
  otherOfficial,
  groupReportOf,
  groupReportProblems,
  seatProblems,
  statusProblems,
  toldDraft,
  type SeatDraft
} from './act-drafts.ts'

const [today, later] = ['2026-06-15', '2026-06-16']
const own = groupWords.form
const says = { own, t: words }
const told = toldDraft(today)
const seat: SeatDraft = { on: today, what: 'seated', role: 'committee', who: otherOfficial, name: '' }

test('nothing of a day to come, and what is missing once asked', () => {
  const report = { ...told, line: '', k: '', gist: '' }
  expect(groupReportProblems(report, false, today, says)).toEqual({ on: '', line: '', k: '', gist: '' })
  expect(groupReportProblems({ ...report, on: later, k: '201' }, true, today, says)).toEqual({
    on: own.future,
    line: '',
    k: own.number(1, 200),
    gist: own.gistMissing
  })
  expect(commitmentProblems({ ...told, on: later, reference: '' }, today, says).on).toBe(own.future)
  expect(statusProblems({ on: today, status: '', reason: '' }, true, today, says).status).toBe(
    own.statusMissing
  )
  expect(assetProblems({ ...told, what: 'gold', text: ' ' }, true, today, says).text).toBe(own.assetMissing)
  expect(seatProblems({ ...seat, who: '' }, true, today, says)).toMatchObject({
    who: own.seatMissing,
    name: ''
  })
  expect(seatProblems(seat, true, today, says).name).toBe(own.seatNameMissing)
})

test('a code of the host’s own lines names the line, however it is typed; another stays as it was said', () => {
  const lines = [{ id: 'dây một', code: 'LT-01' }]
  const report = { ...told, k: '12', gist: 'Đã khui' }
  expect(groupReportOf({ ...report, line: ' lt-01 ' }, lines)).toMatchObject({
    line: { id: 'dây một' },
    k: 12
  })
  expect(groupReportOf({ ...report, line: 'LT-02' }, lines)).toMatchObject({ line: { code: 'LT-02' } })
  const short = groupReportOf({ ...report, line: '', k: '' }, lines)
  expect([short.line, short.k]).toEqual([undefined, undefined])
})

test('who leaves is one of those who sit there, in the role that they have', () => {
  const official = { name: 'Phan Ngọc Diễm' }
  const group = { seats: [{ official, role: 'committee', since: today }] } as Pick<StoredHuiGroup, 'seats'>
  const leaving: SeatDraft = { ...seat, what: 'left', role: 'police', who: officialKey(official) }
  expect(officialOf(leaving, group)).toEqual({ official, role: 'committee' })
  expect(officialOf({ ...seat, who: 'lt-truc', role: 'police' }, group)).toEqual({
    official: { account: 'lt-truc' },
    role: 'police'
  })
  expect(officialOf({ ...seat, name: 'Ai' }, group)).toEqual({ official: { name: 'Ai' }, role: 'committee' })
})
