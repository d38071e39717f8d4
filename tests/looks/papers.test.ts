import { expect, test } from 'vitest'

const sources = import.meta.glob<string>('../../src/routes/**/*.svelte', {
  eager: true,
  query: '?raw',
  import: 'default'
})

/** Returns a screen with the parts beside it, in which its paper may stand. */
function withParts(file: string): string {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const parts = [...sources[file]!.matchAll(/from '\.\/(\w+\.svelte)'/g)].map(([, name]) => folder + name)
  return [file, ...parts].map((one) => sources[one] ?? '').join('\n')
}

test('every paper that can be printed says who printed it, and when', () => {
  const printing = Object.keys(sources).filter((file) => /=> (?:void )?print\(\)/.test(sources[file]!))
  expect(printing.length).toBeGreaterThan(4)
  const silent = printing.filter((file) => !/\bprinted(?:By)?\(/.test(withParts(file)))
  expect(silent).toEqual([])
})

test('late interest stands on the ledger for a mediator, and where it is recorded, alone', () => {
  const telling = Object.keys(sources).filter((file) =>
    /\b(lateAccounts|interestChoices|lateIn)\(/.test(sources[file]!)
  )
  expect(telling.length).toBeGreaterThan(0)
  expect(telling.filter((file) => !/\[id\]\/(ledger|interest)\//.test(file))).toEqual([])
})
