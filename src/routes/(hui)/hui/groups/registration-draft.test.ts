import { expect, test } from 'vitest'
import { groupLimits, type StoredHuiGroup } from '#lib/app/hui/group-register.svelte.ts'
import { groupWords } from '#lib/i18n/hui/groups.ts'
import { words } from '#lib/i18n/words.ts'
import {
  registrationDraft,
  registrationProblems,
  registrationOf,
  type RegistrationDraft
} from './registration-draft.ts'

const today = '2026-06-15'
const own = groupWords.form
const problems = (draft: Partial<RegistrationDraft>, asked = true) =>
  registrationProblems({ ...registrationDraft(undefined, today), ...draft }, asked, today, { own, t: words })
const right = { host: 'chị', members: '20' }

test('a host, a number of members and a day are enough', () => {
  expect(Object.values(problems(right)).filter(Boolean)).toEqual([])
  const row = registrationOf({ ...registrationDraft(undefined, today), ...right }, today, null)
  expect(row).toEqual({
    on: today,
    said: { by: 'host', how: 'talk' },
    host: 'chị',
    zalo: '',
    since: today,
    members: 20
  })
})

test('what is missing is told only once asked', () => {
  expect(Object.values(problems({}, false)).filter(Boolean)).toEqual([])
  expect(problems({})).toMatchObject({ host: own.hostMissing, members: own.membersMissing })
})

test.each([
  ['members', '10000', own.number(0, groupLimits.members)],
  ['members', 'hai mươi', own.number(0, groupLimits.members)],
  ['lines', '0', own.number(1, groupLimits.lines)],
  ['n', '1', own.number(2, 200)],
  ['n', '201', own.number(2, 200)],
  ['face', '999', own.number(1_000, 20_000_000_000)],
  ['since', '2026-06-16', own.future],
  ['since', '', own.day]
] as const)('%s %s is told at its place', (field, typed, says) => {
  expect(problems({ ...right, [field]: typed }, false)[field]).toBe(says)
})

test('whoever says how often says a day; without it neither is recorded', () => {
  expect(problems({ ...right, period: 'month' }).startsOn).toBe(own.day)
  const draft = { ...registrationDraft(undefined, today), ...right, n: '25', face: '2.000.000' }
  const agreed = { period: 'month', startsOn: '2026-07-01' } as const
  const lunar = { day: 17, month: 5, year: 2026, leap: false }
  expect(registrationOf({ ...draft, ...agreed }, today, lunar)).toMatchObject({
    ...agreed,
    lunar,
    n: 25,
    face: 2_000_000
  })
  expect(registrationOf({ ...draft, startsOn: '2026-07-01' }, today, null)).not.toHaveProperty('startsOn')
})

test('a known row begins as it was registered last', () => {
  const schedule = { period: 'month', startsOn: '2026-01-15', lunar: null } as const
  const group = {
    host: 'chị',
    zalo: 'Hụi cô Ba',
    since: '2026-01-01',
    members: 1_020,
    lines: 2,
    n: null,
    face: 500_000,
    schedule
  }
  expect(registrationDraft(group as unknown as StoredHuiGroup, today)).toMatchObject({
    zalo: 'Hụi cô Ba',
    since: '2026-01-01',
    members: '1.020',
    lines: '2',
    n: '',
    face: '500.000',
    period: 'month',
    startsOn: '2026-01-15',
    byLunar: false
  })
})
