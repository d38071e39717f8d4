import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAccounts } from './account-list.ts'
import { readContacts, readGates } from './lists.ts'

const isUnit = (unit: string) => unit === 'xa-a' || unit === 'xa-b'
const accounts = (...lines: string[]) =>
  readAccounts(['account,password,name,known_as,unit,role', ...lines].join('\n'), isUnit)
const gates = (...lines: string[]) =>
  readGates(['gate,unit,name,kind,place,keepers', ...lines].join('\n'), isUnit)

test('several lines of one account are its roles', () => {
  const { rows, problems } = accounts(
    'a-1,mat-khau-1,Trần Văn Khởi,Tư Khởi,xa-a,keeper',
    'a-1,,Trần Văn Khởi,Tư Khởi,xa-a,hamlet',
    'a-1,mat-khau-1,Trần Văn Khởi,Tư Khởi,xa-b,auditor',
    'a-2,mat-khau-2,Lê Thị Bé,,xa-b,ubnd'
  )
  expect(problems).toEqual([])
  expect(rows).toEqual([
    {
      account: 'a-1',
      password: 'mat-khau-1',
      name: 'Trần Văn Khởi',
      knownAs: 'Tư Khởi',
      rolesByUnit: new Map([
        ['xa-a', ['keeper', 'hamlet']],
        ['xa-b', ['auditor']]
      ])
    },
    { account: 'a-2', password: 'mat-khau-2', name: 'Lê Thị Bé', rolesByUnit: new Map([['xa-b', ['ubnd']]]) }
  ])
})

test('a hamlet and several keepers are read where their columns are', () => {
  const head = 'account,password,name,known_as,unit,role,hamlet'
  const team = readAccounts(`${head}\na-1,mat-khau-1,Thạch Sa Rương,,xa-a,hamlet,Ấp 1B`, isUnit)
  expect(team).toMatchObject({ rows: [{ account: 'a-1', hamlet: 'Ấp 1B' }], problems: [] })
  const other = `a-1,mat-khau-1,Thạch Sa Rương,,xa-a,hamlet,Ấp 1B\na-1,,Thạch Sa Rương,,xa-b,hamlet,Ấp 2`
  const twice = 'a-1 đã thuộc tổ của một ấp ở xa-a; hãy lập tài khoản khác cho xa-b.'
  expect(readAccounts(`${head}\n${other}`, isUnit).problems).toEqual([
    `Dòng 3, cột unit: ${twice}`,
    'Dòng 3, cột hamlet: ấp của a-1 khác với dòng trước (“Ấp 1B”).'
  ])
  const unnamed = readAccounts(`${head}\n${other.replace('Ấp 2', '')}`, isUnit)
  expect(unnamed.problems).toEqual([`Dòng 3, cột unit: ${twice}`])
  const columns = 'gate,unit,name,kind,place,hamlet,keepers'
  expect(readGates(`${columns}\ng-1,xa-a,Cổng 1,motor,,Ấp 1B,a-1  a-2`, isUnit)).toMatchObject({
    rows: [{ gate: 'g-1', hamlet: 'Ấp 1B', keepers: ['a-1', 'a-2'] }],
    problems: []
  })
  for (const keepers of ['a-1 a-1', 'A', Array.from({ length: 9 }, (_, i) => `a-${i}`).join(' ')])
    expect(readGates(`${columns}\ng-1,xa-a,Cổng 1,motor,,,${keepers}`, isUnit).problems).toHaveLength(1)
})

test('a gate’s machine is read where its column is', () => {
  const read = (agent: string) =>
    readGates(`gate,unit,name,kind,place,keepers,agent\ng-1,xa-a,Cổng 1,motor,,,${agent}`, isUnit)
  expect([read('may-1').rows[0]?.agent, read('').rows[0]?.agent]).toEqual(['may-1', undefined])
  expect(read('Máy 1').problems).toEqual([expect.stringMatching(/cột agent: tài khoản máy/)])
})

test('a decision is read whole where its columns are, and each wrong cell of it is named', () => {
  const head = 'gate,unit,name,kind,place,keepers,decision,decision_date,decision_hours,may_order'
  const read = (...cells: string[]) => readGates(`${head}\ng-1,xa-a,Cổng 1,hand,,,${cells.join(',')}`, isUnit)
  const decision = {
    number: '12/QĐ-UBND',
    date: '2026-01-05',
    hours: { from: '22:00', to: '05:00' },
    mayOrder: 'Trực chỉ huy'
  }
  for (const hours of ['22:00-05:00', '22:00 – 05:00'])
    expect(read('12/QĐ-UBND', '2026-01-05', hours, 'Trực chỉ huy').rows).toMatchObject([{ decision }])
  expect(read('', '', '', '').rows).toEqual([{ unit: 'xa-a', gate: 'g-1', name: 'Cổng 1', kind: 'hand' }])
  expect(read('', '05/01/2026', '22:00', '').problems).toEqual([
    expect.stringMatching(/cột decision: thiếu số quyết định/),
    expect.stringMatching(/cột decision_date: ngày ký/),
    expect.stringMatching(/cột decision_hours: giờ đóng/),
    expect.stringMatching(/cột may_order: thiếu người/)
  ])
})

test('rank, post, paper name and last days are read where their columns are, each role’s of its own', () => {
  const head = 'account,password,name,known_as,paper_name,rank,post,unit,role,until,hamlet'
  const read = (...lines: string[]) => readAccounts([head, ...lines].join('\n'), isUnit)
  const { rows, problems } = read(
    'a-1,,Trần Văn Khởi,Tư Khởi,Trần Văn Khởi A,Đại úy,Phó Trưởng Công an,xa-a,commander,2026-12-31,',
    'a-1,,Trần Văn Khởi,Tư Khởi,,,,xa-a,keeper,2027-01-31,',
    'a-1,,Trần Văn Khởi,Tư Khởi,,,Cán bộ biệt phái,xa-b,officer,,'
  )
  expect(problems).toEqual([])
  expect(rows).toMatchObject([
    {
      password: '',
      paperName: 'Trần Văn Khởi A',
      rank: 'Đại úy',
      postByUnit: new Map([
        ['xa-a', 'Phó Trưởng Công an'],
        ['xa-b', 'Cán bộ biệt phái']
      ]),
      untilByUnit: new Map([['xa-a', { commander: '2026-12-31', keeper: '2027-01-31' }]])
    }
  ])
  const first = 'a-1,,A,,A,Đại úy,Cán bộ,xa-a,officer,2026-12-31,'
  for (const [line, sentence] of [
    ['a-2,,A,,,,,xa-a,officer,31/12/2026,', /cột until: ngày hết hạn “31\/12\/2026” phải là/],
    ['a-2,,A,,,,,xa-a,officer,2026-02-30,', /cột until: /],
    ['a-2,,A,,,,,xa-a,agent,2026-12-31,', /cột until: máy tại cổng a-2/],
    ['a-1,,A,,B,,,xa-a,keeper,,', /cột paper_name: .*“A”/],
    ['a-1,,A,,,Trung úy,,xa-a,keeper,,', /cột rank: .*“Đại úy”/],
    ['a-1,,A,,,,Trưởng,xa-a,keeper,,', /cột post: .*“Cán bộ”/],
    ['a-1,,A,,,,,xa-a,officer,2026-12-31,', /cột role: dòng này lặp lại/],
    ['a-1,,A,,,,,xa-a,officer,2027-12-31,', /cột until: .*“2026-12-31”/],
    [`a-2,,A,,,${'x'.repeat(61)},,xa-a,officer,,`, /cột rank: /]
  ] as const)
    expect([line, read(first, line)]).toEqual([
      line,
      { rows: [], problems: [expect.stringMatching(sentence)] }
    ])
})

test('a hamlet that gates and accounts spell in two ways is named; another hamlet is none', () => {
  const team = readAccounts(
    'account,password,name,known_as,unit,role,hamlet\na-1,,Sa Rương,,xa-a,hamlet,Ấp 1B',
    isUnit
  ).rows
  const spelt = (hamlet: string, unit = 'xa-a') =>
    readGates(`gate,unit,name,kind,place,hamlet,keepers\ng-1,${unit},Cổng,motor,,${hamlet},`, isUnit, team)
      .problems
  for (const hamlet of ['ấp 1B', 'Ap 1b', '1B', 'Ấp  1 B', 'Ấp 01B'])
    expect(spelt(hamlet)).toEqual([expect.stringMatching(/^Dòng 2, cột hamlet: .*viết khác “Ấp 1B”/)])
  for (const hamlet of ['Ấp 1B', 'Ấp 1A', '', 'Ấp 1B'.normalize('NFD')]) expect(spelt(hamlet)).toEqual([])
  expect(spelt('ấp 1B', 'xa-b')).toEqual([])
})

test('a BOM, CRLF, quotes, other column order and decomposed letters are read alike', () => {
  const text = '\uFEFFrole,unit,known_as,name,password,account\r\nubnd,xa-a,,"Lê, Thị Bé",mat-khau-2,a-2\r\n'
  const { rows, problems } = readAccounts(text.normalize('NFD'), isUnit)
  expect(problems).toEqual([])
  expect(rows[0]).toMatchObject({ account: 'a-2', name: 'Lê, Thị Bé' })
})

describe('each wrong line is named, and nothing is taken', () => {
  const good = 'a-1,mat-khau-1,Trần Văn Khởi,,xa-a,keeper'
  test.each([
    ['Tư Khởi,mat-khau-1,A,,xa-a,keeper', /tên tài khoản/],
    ['admin,mat-khau-1,A,,xa-a,keeper', /dành cho máy chủ/],
    ['goc,mat-khau-1,A,,xa-a,keeper', /dành cho máy chủ/],
    ['a-2,ngan,A,,xa-a,keeper', /ngắn hơn 8/],
    ['a-2,mat-khau-2,,,xa-a,keeper', /họ tên của a-2 để trống/],
    ['a-2,mat-khau-2,A,,xa-c,keeper', /không có đơn vị “xa-c”/],
    ['a-2,mat-khau-2,A,,xa-a,giam-doc', /không có vai trò “giam-doc”/],
    ['a-1,mat-khau-1,Người Khác,,xa-a,hamlet', /họ tên của a-1 khác/],
    ['a-1,mat-khau-9,Trần Văn Khởi,,xa-a,hamlet', /mật khẩu của a-1 khác/],
    ['a-2,mat-khau-2,A', /không đọc được/]
  ])('%s', (line, sentence) => {
    const { rows, problems } = accounts(good, line)
    expect(rows).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^Dòng 3(, cột [a-z_]+)?: /)
    expect(problems[0]).toMatch(sentence)
  })

  test('a missing column', () => {
    expect(readAccounts('account,password,name,unit,role\na,b,c,d,e', isUnit).problems).toEqual([
      'Dòng 1: thiếu cột known_as.'
    ])
  })

  test('an empty list', () => expect(accounts().problems).toHaveLength(1))

  test.each([
    ['g-1,xa-a,Cổng 1,motor,,', null],
    ['g-1,xa-a,Cổng 1,tay,,', /loại cổng “tay”/],
    ['g 1,xa-a,Cổng 1,hand,,', /mã cổng/],
    ['g-1,xa-c,Cổng 1,hand,,', /không có đơn vị/],
    ['g-1,xa-a,,hand,,', /không dùng được/],
    ['g-0,xa-a,Cổng 0,hand,,', /đã có ở dòng trên/],
    ['g-1,xa-a,Cổng 1,hand,,Ông Ba', /người giữ cổng/]
  ])('gate %s', (line, sentence) => {
    const { rows, problems } = gates('g-0,xa-a,Cổng không,hand,Ấp 1,a-1', line)
    if (!sentence) return expect([rows.length, problems]).toEqual([2, []])
    expect(rows).toEqual([])
    expect(problems).toEqual([expect.stringMatching(sentence)])
  })
})

describe('duty phones', () => {
  const contacts = (...lines: string[]) =>
    readContacts(['unit,police,committee', ...lines].join('\n'), isUnit)
  test('a line a unit; an empty cell is no number', () => {
    expect(contacts('xa-a,0900 000 001,', 'xa-b,+84 900 000 002,113').rows).toEqual([
      { unit: 'xa-a', police: '0900 000 001' },
      { unit: 'xa-b', police: '+84 900 000 002', committee: '113' }
    ])
  })

  test.each([
    ['xa-c,0900 000 001,', /không có đơn vị “xa-c”/],
    ['xa-a,0900 000 001,', /đã có ở dòng trên/],
    ['xa-b,0900.000.001,', /số điện thoại “0900.000.001”/],
    ['xa-b,,gọi Tư Khởi', /số điện thoại “gọi Tư Khởi”/],
    ['xa-b,11,', /3 tới 15 chữ số/],
    ['xa-b,0900  000 001,', /số điện thoại/]
  ])('%s', (line, sentence) => {
    const { rows, problems } = contacts('xa-a,0900 000 000,', line)
    expect(rows).toEqual([])
    expect(problems).toEqual([expect.stringMatching(/^Dòng 3, cột [a-z]+: /)])
    expect(problems[0]).toMatch(sentence)
  })
})

test("the demo's own tables are right", () => {
  const read = (name: string) => readFileSync(new URL(`../demo/${name}`, import.meta.url), 'utf8')
  expect(readAccounts(read('accounts.csv'), () => true).problems).toEqual([])
  expect(readGates(read('gates.csv'), () => true).problems).toEqual([])
  expect(readContacts(read('contacts.csv'), () => true).problems).toEqual([])
})
