import { expect, test } from 'vitest'
import { desiredDatabases, stepsTo, type ExistingDatabase } from './databases.ts'

const validator = {
  designFor: (unit: string, book: string) => ({
    validate_doc_update: `glance ${unit}/${book}`,
    lib: { rule: `rule ${unit}/${book}` }
  })
}
const now = Date.UTC(2026, 10, 24)
const wanted = desiredDatabases('xa', [], now, validator)
const [directory] = wanted

test('one database a book; of the busy ones this quarter and the next', () => {
  expect(wanted.map(({ name }) => name)).toEqual([
    'antt-xa-directory',
    'antt-xa-duty-2026q4',
    'antt-xa-duty-2027q1',
    'antt-xa-gates-2026q4',
    'antt-xa-gates-2027q1',
    'antt-xa-incidents',
    'antt-xa-hui',
    'antt-xa-notices',
    'antt-xa-movement',
    'antt-xa-reports',
    'antt-xa-private',
    'antt-xa-evidence',
    'antt-xa-pictures-2026q4',
    'antt-xa-pictures-2027q1',
    'antt-xa-transit'
  ])
})

test('past quarters stay current where they exist; names of other units are not mistaken for them', () => {
  const past = ['antt-xa-gates-2025q1', 'antt-xa-pictures-2025q2']
  const existing = [
    ...past,
    'antt-xa-gates-xa-gates-2025q1',
    'antt-xa-gates-2025q1-hui',
    'antt-xa-hui-2025q1'
  ]
  const names = desiredDatabases('xa', existing, now, validator).map(({ name }) => name)
  expect(names.filter((name) => existing.includes(name))).toEqual(past)
})

test('on the last day of a quarter the next one is there already', () => {
  const names = desiredDatabases('xa', [], Date.UTC(2026, 11, 31, 23, 59), validator).map(({ name }) => name)
  expect(names).toContain('antt-xa-gates-2027q1')
})

test('readers are the members, nobody but the admin is an admin', () => {
  const membersOf = (name: string) => {
    const { admins, members } = wanted.find((database) => database.name === name)!.security
    expect(admins).toEqual({ names: [], roles: ['_admin'] })
    return members.roles
  }
  expect(membersOf('antt-xa-private')).toEqual(['xa:commander', 'xa:private-reader'])
  expect(membersOf('antt-xa-evidence')).toEqual(membersOf('antt-xa-incidents'))
  expect(membersOf('antt-xa-pictures-2026q4')).toEqual(membersOf('antt-xa-duty-2026q4'))
})

test('the committee is a member of the notices and not of the hụi book; the province, of books, only of reports', () => {
  const opens = (role: string) =>
    wanted.filter(({ security }) => security.members.roles.includes(`xa:${role}`)).map(({ name }) => name)
  expect(opens('ubnd')).toContain('antt-xa-notices')
  for (const closed of ['hui', 'incidents', 'evidence'])
    expect(opens('ubnd')).not.toContain(`antt-xa-${closed}`)
  for (const role of ['province-hui', 'province-incidents', 'province-movement'])
    expect(opens(role)).toEqual(['antt-xa-directory', 'antt-xa-reports'])
})

const asWanted = (): ExistingDatabase => ({
  security: structuredClone(directory!.security),
  design: { _rev: '1-a', ...structuredClone(directory!.design) },
  epoch: true,
  audit: { _rev: '1-b', ...structuredClone(directory!.audit!) }
})

test('a database that is absent is made, secured before anything else', () => {
  expect(stepsTo(directory!, null).map((step) => step.do)).toEqual([
    'create',
    'secure',
    'validate',
    'mark',
    'index'
  ])
})

test('a database as wanted needs nothing, whatever the order of its roles', () => {
  const found = asWanted()
  ;(found.security as { members: { roles: string[] } }).members.roles.reverse()
  expect(stepsTo(directory!, found)).toEqual([])
})

test('a new rule replaces the validator alone; the epoch stays', () => {
  const found = asWanted()
  found.design!.lib = { rule: 'old' }
  expect(stepsTo(directory!, found)).toMatchObject([{ do: 'validate', rev: '1-a' }])
})

test('a loosened _security is tightened again', () => {
  expect(stepsTo(directory!, { ...asWanted(), security: {} })).toMatchObject([{ do: 'secure' }])
})

test('the audit’s view is put into an older database, and another version of it replaced, alone', () => {
  expect(stepsTo(directory!, { ...asWanted(), audit: null })).toMatchObject([{ do: 'index', rev: null }])
  const older = { _rev: '3-c', views: { days: { map: 'function () {}', reduce: '_sum' } } }
  expect(stepsTo(directory!, { ...asWanted(), audit: older })).toMatchObject([{ do: 'index', rev: '3-c' }])
})

test('where photos and boxes lie nothing is audited', () => {
  expect(wanted.filter(({ audit }) => !audit).map(({ name }) => name)).toEqual([
    'antt-xa-evidence',
    'antt-xa-pictures-2026q4',
    'antt-xa-pictures-2027q1',
    'antt-xa-transit'
  ])
})
