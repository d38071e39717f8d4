import { describe, expect, test } from 'vitest'
import { TestGroup } from '../../../../../tests/hui/test-groups.ts'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { registerCounts } from './counts.ts'
import { groups } from './groups.ts'

const late = '2099-01-01'
const only = (group: TestGroup, asOf = late) => groups(group.facts, asOf)[0]!

describe('a row of the register', () => {
  test('begins with a host, a number of members and a day; what she does not say is null', () => {
    const { entries, ...row } = only(new TestGroup())
    expect(row).toEqual({
      id: numberedId(0),
      host: numberedId(900),
      zalo: 'Hụi cô Ba Huệ',
      since: '2026-01-10',
      listedOn: '2026-01-10',
      members: 20,
      lines: null,
      n: null,
      face: null,
      schedule: null,
      seats: [],
      commitment: null,
      report: null,
      reports: [],
      reminders: [],
      assets: [],
      tips: [],
      status: 'active',
      newer: []
    })
    expect(entries).toHaveLength(1)
  })

  test('says what was said last: a later registration replaces the earlier ones whole', () => {
    const group = new TestGroup(0, { lines: 2, n: 25, face: 2_000_000 })
    const days = { period: 'month', startsOn: '2026-01-15' } as const
    group.register({ on: '2026-02-01', members: 24, ...days })
    expect(only(group)).toMatchObject({ members: 24, lines: null, schedule: { ...days, lunar: null } })
  })

  test('a registration under another host is in doubt; once the first is reversed, it is hers', () => {
    const group = new TestGroup()
    const other = group.register({ on: '2026-02-01', host: numberedId(901), members: 99 })
    expect(only(group)).toMatchObject({ host: numberedId(900), members: 20 })
    expect(only(group).entries.map(({ doubt }) => doubt)).toEqual([null, 'other-host'])
    group.reverse(group.facts[0]!.id)
    expect(only(group)).toMatchObject({ host: numberedId(901), members: 99 })
    group.reverse(other.id)
    expect(groups(group.facts, late)).toEqual([])
  })

  test('the registration that the server took first says whose group it is, whatever time another one gives', () => {
    const group = new TestGroup(0, {})
    group.facts[0]!.took = Date.UTC(2026, 0, 12)
    const late = {
      at: '2025-01-01T00:00:00.000Z',
      took: Date.UTC(2026, 5, 1),
      by: 'lt-truc',
      device: 'e'.repeat(43)
    }
    group.register({ host: numberedId(901) }, late)
    expect(only(group).host).toBe(numberedId(900))
  })
})

describe('as of a day', () => {
  test('none before its day; members as said by then, at first what was said first', () => {
    const group = new TestGroup(0, { on: '2026-03-01', since: '2022-04-21', members: 18 })
    group.register({ on: '2026-06-01', since: '2022-04-21', members: 30 })
    expect(groups(group.facts, '2022-04-20')).toEqual([])
    const members = ['2022-04-21', '2026-05-31', '2026-06-01'].map((day) => only(group, day).members)
    expect(members).toEqual([18, 18, 30])
    expect(only(group).listedOn).toBe('2026-03-01')
  })

  test('a later registration hides no group, whatever its days', () => {
    const group = new TestGroup(0, { on: '2026-03-01', since: '2022-04-21' })
    group.facts[0]!.took = Date.UTC(2026, 2, 1)
    const by = { by: 'lt-truc', device: 'e'.repeat(43), took: Date.UTC(2026, 5, 1) }
    group.register({ on: '2025-06-01', since: '2025-06-01' }, by)
    group.register({ on: '2026-06-01', since: '9999-12-31' }, by)
    for (const day of ['2022-04-21', '2025-05-31', '2025-06-01', '2026-03-01', '2026-06-01'])
      expect(groups(group.facts, day).map(({ id }) => id)).toEqual([group.id])
    expect(only(group, '2025-05-31').since).toBe('2022-04-21')
    expect(groups(group.facts, '2022-04-20')).toEqual([])
  })

  test('officials sit from the day they came to the day they left, one each', () => {
    const group = new TestGroup()
    const [chief, clerk] = [{ account: 'lt-truong' }, { name: 'Phan Ngọc Diễm' }]
    group.seat('2026-02-01', chief)
    group.seat('2026-02-05', clerk, 'committee')
    group.seat('2026-02-07', chief)
    group.seat('2026-03-01', chief, 'police', 'left')
    group.seat('2026-04-01', chief)
    const seats = (day: string) => only(group, day).seats.map(({ official, since }) => [official, since])
    expect(seats('2026-01-31')).toEqual([])
    expect(seats('2026-02-28')).toEqual([
      [chief, '2026-02-01'],
      [clerk, '2026-02-05']
    ])
    expect(seats('2026-03-01')).toEqual([[clerk, '2026-02-05']])
    expect(seats('2026-04-01')).toEqual([
      [clerk, '2026-02-05'],
      [chief, '2026-04-01']
    ])
  })

  test('who left on the day they came, as recorded last, is not there', () => {
    const group = new TestGroup()
    group.seat('2026-02-01', { name: 'Ai' })
    group.seat('2026-02-01', { name: 'Ai' }, 'police', 'left')
    expect(only(group).seats).toEqual([])
  })

  test('what was recorded later of an earlier day counts from that day', () => {
    const group = new TestGroup()
    group.report('2026-05-02', { gist: 'Kỳ 2' })
    group.report('2026-04-02', { gist: 'Kỳ 1', k: 1, line: { code: 'LT-01' } })
    group.remind('2026-05-05', '2026-05-02')
    group.asset('2026-05-06', 'gold', '24 chỉ, mỗi kỳ một chỉ')
    group.commit('2026-05-07', 'Tủ hồ sơ số 2')
    expect(only(group, '2026-04-30')).toMatchObject({ report: { gist: 'Kỳ 1' }, reminders: [], assets: [] })
    expect(only(group)).toMatchObject({
      report: { gist: 'Kỳ 2' },
      reports: [{ k: 1 }, {}],
      reminders: [{ round: '2026-05-02' }],
      assets: [{ what: 'gold' }],
      commitment: { reference: 'Tủ hồ sơ số 2' }
    })
  })

  test('a host is surveyed, then committed, then has a group, unless somebody says otherwise', () => {
    const group = new TestGroup(0, { zalo: undefined })
    group.commit('2026-02-01')
    group.register({ on: '2026-03-01' })
    group.set('2026-04-01', 'stopped')
    const statuses = ['2026-01-31', '2026-02-01', '2026-03-01', '2026-04-01'].map(
      (day) => only(group, day).status
    )
    expect(statuses).toEqual(['surveyed', 'committed', 'active', 'stopped'])
  })
})

test('what was reversed leaves no trace but its entry; a reversal of what is not here waits', () => {
  const group = new TestGroup()
  const { id } = group.set('2026-02-01', 'stopped')
  group.reverse(id)
  group.reverse(numberedId(77))
  const row = only(group)
  expect(row.status).toBe('active')
  expect(row.entries[1]!.reversed).toMatchObject({ body: { reason: 'Ghi nhầm' } })
  expect(row.entries.map(({ doubt }) => doubt)).toEqual([null, null, null, 'unknown-entry'])
})

test('what the server refused does not count, neither a record nor a reversal', () => {
  const group = new TestGroup()
  const refused = { sync: 'refused' } as object
  group.set('2026-02-01', 'stopped', refused)
  group.reverse(group.facts[0]!.id, refused)
  expect(only(group).status).toBe('active')
})

test('a type of a newer version is told, and changes nothing', () => {
  const group = new TestGroup()
  const fact = group.report('2026-02-01')
  fact.type = 'hui.group-praised'
  expect(only(group)).toMatchObject({ report: null, newer: [fact.id] })
})

test('a fact that came twice counts once; facts of other streams are no group', () => {
  const group = new TestGroup()
  const asset = group.asset('2026-02-01', 'rice', '20 giạ')
  const other = { ...group.facts[0]!, id: numberedId(50), stream: `line/${numberedId(1)}` }
  const [row, ...others] = groups([...group.facts, asset, other], late)
  expect([row!.assets.length, others]).toEqual([1, []])
})

test('counts of any day: hosts once, groups by status, members, tips once', () => {
  const [one, two, third] = [
    new TestGroup(1, { since: '2022-04-21', members: 15 }),
    new TestGroup(2, { since: '2022-05-01', members: 20 }),
    new TestGroup(3, { since: '2022-06-01', members: 12, host: numberedId(901), zalo: undefined })
  ]
  one.tip('2022-05-17', numberedId(70))
  two.tip('2022-05-18', numberedId(70))
  third.tip('2022-07-06', numberedId(71))
  third.tip('2022-07-07', numberedId(71))
  two.set('2023-01-01', 'stopped')
  const counts = (day: string) =>
    registerCounts(
      groups(
        [one, two, third].flatMap(({ facts }) => facts),
        day
      )
    )
  const none = { surveyed: 0, committed: 0, active: 0, stopped: 0 }
  expect(counts('2022-04-20')).toEqual({ hosts: 0, byStatus: none, members: 0, tips: 0 })
  expect(counts('2022-06-01')).toEqual({
    hosts: 2,
    byStatus: { ...none, surveyed: 1, active: 2 },
    members: 47,
    tips: 1
  })
  expect(counts('2023-01-01')).toEqual({
    hosts: 2,
    byStatus: { ...none, surveyed: 1, active: 1, stopped: 1 },
    members: 27,
    tips: 2
  })
})
