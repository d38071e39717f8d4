import { expect, test } from 'vitest'
import { readAccounts } from './account-list.ts'
import { readContacts, readGates } from './lists.ts'

const header = 'account,password,name,known_as,unit,role'
const good = 'a-1,mat-khau-1,Trần Văn Khởi,,xa-a,keeper'
const isUnit = (unit: string) => unit === 'xa-a'
const accounts = (...lines: string[]) => readAccounts(lines.join('\n'), isUnit)

/** Faulty lists, each with the one sentence that the operator is shown. */
const wrong: { what: string; lines: string[]; says: string | RegExp }[] = [
  { what: 'an empty file', lines: [''], says: /^Dòng 1: thiếu cột account, password/ },
  { what: 'blank lines only', lines: ['', '  ', ''], says: /^Dòng 1: / },
  { what: 'a header only', lines: [header], says: 'Dòng 2: bảng không có dòng nào sau dòng tiêu đề.' },
  { what: 'no header', lines: [good, good], says: /^Dòng 1: thiếu cột account/ },
  {
    what: 'an unknown column',
    lines: [`${header},phone`, `${good},0900000001`],
    says: /^Dòng 1: không có cột “phone”; các cột là: account, /
  },
  {
    what: 'a column twice',
    lines: [`${header},role`, `${good},hamlet`],
    says: 'Dòng 1: có cột bị ghi hai lần.'
  },
  { what: 'a cell too few', lines: [header, good, 'a-2,mat-khau-2,B,,xa-a'], says: /^Dòng 3: .*số ô khác/ },
  { what: 'a cell too many', lines: [header, `${good},1`], says: /^Dòng 2: .*số ô khác/ },
  {
    what: 'an open quotation mark',
    lines: [header, good, 'a-2,mat-khau-2,"Lê Thị Bé,,xa-a,ubnd', 'a-3,mat-khau-3,C,,xa-a,ubnd'],
    says: /^Dòng 3: .*dấu ngoặc kép/
  },
  {
    what: 'a quotation mark inside',
    lines: [header, 'a-2,mat-khau-2,Lê "Bé" Hai,,xa-a,ubnd'],
    says: /^Dòng 2: .*dấu ngoặc kép/
  },
  { what: 'a page of a web site', lines: ['<!doctype html>', '<p>Đăng nhập'], says: /^Dòng 1: thiếu cột/ },
  {
    what: 'a table with tabs',
    lines: [header, good].map((line) => line.replaceAll(',', '\t')),
    says: /^Dòng 1/
  },
  {
    what: 'markup as a role',
    lines: [header, good.replace('keeper', '<b>keeper')],
    says: /^Dòng 2, cột role: .*vai trò/
  },
  {
    what: 'a name of no width',
    lines: [header, good.replace('Trần Văn Khởi', '\u200b')],
    says: /^Dòng 2, cột name: họ tên/
  }
]

test.each(wrong)('$what: one sentence with its line, and nothing is taken', ({ lines, says }) => {
  const { rows, problems } = accounts(...lines)
  expect(rows).toEqual([])
  expect(problems).toEqual([typeof says === 'string' ? says : expect.stringMatching(says)])
})

test('with semicolons between the cells a comma belongs to a name, and the other way about', () => {
  const semicolons = accounts(header.replaceAll(',', ';'), 'a-1;mat,khau;Lê Thị Bé, Hai Bé;;xa-a;ubnd')
  expect(semicolons.problems).toEqual([])
  expect(semicolons.rows[0]).toMatchObject({ name: 'Lê Thị Bé, Hai Bé', password: 'mat,khau' })
  const commas = accounts(header, 'a-1,mat;khau1,Lê Thị Bé,,xa-a,ubnd')
  expect(commas.rows[0]).toMatchObject({ password: 'mat;khau1' })
})

test('the line is counted as an editor counts it, over blank lines and names in two lines', () => {
  const { problems } = accounts(
    header,
    '',
    '',
    'a-1,mat-khau-1,"Trần Văn\nKhởi",,xa-a,keeper',
    'a-2,x,B,,xa-a,ubnd'
  )
  expect(problems).toEqual([expect.stringMatching(/^Dòng 6, cột password: mật khẩu/)])
})

test('a gate that stands twice is named at its second line; its accounts and other gates are not taken', () => {
  const lines = ['gate,unit,name,kind,place,keepers', 'g-1,xa-a,Cổng 1,hand,,', 'g-2,xa-a,Cổng 2,hand,,']
  const { rows, problems } = readGates([...lines, 'g-1,xa-a,Cổng khác,hand,,'].join('\n'), isUnit)
  expect([rows, problems]).toEqual([[], ['Dòng 4, cột gate: cổng g-1 đã có ở dòng trên.']])
})

test('every wrong line of a long list is named', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `a-${i},mat-khau-1,Người ${i},,xa-a,officer`)
  expect(accounts(header, ...lines).rows).toHaveLength(20_000)
  const { rows, problems } = accounts(header, ...lines.map((line) => line.replace('officer', 'vua')))
  expect([rows.length, problems.length]).toEqual([0, 20_000])
})

test('a line with another number of cells hides no other, and a line names all its mistakes, in their order', () => {
  const { rows, problems } = accounts(
    header,
    'a-1,x,,,xa-c,keeper',
    'a-2,mat-khau-2',
    good,
    'a-3,x,B,,xa-a,ubnd'
  )
  expect(rows).toEqual([])
  expect(problems).toEqual([
    expect.stringMatching(/^Dòng 2, cột password: mật khẩu/),
    expect.stringMatching(/^Dòng 2, cột name: họ tên/),
    expect.stringMatching(/^Dòng 2, cột unit: không có đơn vị/),
    expect.stringMatching(/^Dòng 3: .*số ô khác/),
    expect.stringMatching(/^Dòng 4, cột name: họ tên của a-1 khác/),
    expect.stringMatching(/^Dòng 4, cột password: mật khẩu của a-1 khác/),
    expect.stringMatching(/^Dòng 5, cột password: mật khẩu/)
  ])
})

test('gates and duty phones name all their mistakes too', () => {
  const gates = readGates('gate,unit,name,kind,place,keepers\ng 1,xa-c,,tay,,Ông Ba', isUnit)
  expect(gates.problems).toHaveLength(5)
  const contacts = readContacts('unit,police,committee\nxa-c,1,a', isUnit)
  expect(contacts.problems).toHaveLength(3)
})
