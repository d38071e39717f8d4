import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readServerConfig } from './server-config.ts'
import { greeting, notYet } from './greeting.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const said = greeting('http://127.0.0.1:8080', readServerConfig({}))

test('the terminal and the README name every person of the demo', () => {
  const rows = read('demo/accounts.csv').trim().split('\n').slice(1)
  // An agent signs in by itself, so its account is not listed.
  const accounts = rows.filter((row) => !row.split(',').includes('agent'))
  for (const account of accounts.map((row) => row.split(',')[0]!)) {
    expect(said).toContain(account)
    expect(read('../README.md')).toContain(account)
  }
})

test('both tell the same four things to try', () => {
  const names =
    /ph-[a-z0-9]+|lt-[a-z]+|LT-\d+|Cổng Bến Đò|42\.100\.000 đ|Ghi: đã mở|Chờ gửi|Cổng 1B|Giữ để đóng cổng|Dừng/g
  const things = (text: string, from: string, to: string) =>
    new Set(text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from))).match(names))
  expect(things(said, 'Bốn việc', 'Bấm Ctrl+C để dừng')).toEqual(
    things(read('../README.md'), '## What to try', '## Other commands')
  )
})

test('both say in each language what is not there yet, with and without the demo', () => {
  const texts = [
    said,
    greeting('http://127.0.0.1:8080', readServerConfig({ DEMO: '0' })),
    read('../README.md')
  ]
  for (const sentence of Object.values(notYet))
    for (const text of texts) expect(text.split('\n').map((line) => line.trim())).toContain(sentence)
})

test('without the demo nobody is offered its accounts', () => {
  expect(greeting('http://127.0.0.1:8080', readServerConfig({ DEMO: '0' }))).not.toContain('ph-truong')
})

test('says in English too where it runs, and with the demo who may be signed in as', () => {
  expect(said).toContain('In English: it runs at the address above')
  expect(said).toMatch(/password antt-demo as\n.*ph-truong commander/)
  expect(said).toContain('What to try stands in English in README.md')
})
