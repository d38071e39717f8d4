import { expect, test } from 'vitest'

const screens = import.meta.glob<string>('../../src/{routes,lib}/**/*.svelte', {
  eager: true,
  query: '?raw',
  import: 'default'
})
const vietnamese = import.meta.glob<string>('../../src/lib/i18n/**/{vi,*-vi}.ts', {
  eager: true,
  query: '?raw',
  import: 'default'
})

/** Placeholders that ask or advise, and so are no text that somebody could take for typed. */
const asking = new Set([
  'Ấp, khóm nào',
  'Ấp, khóm, xã theo tên lúc đó',
  'Ghi đúng như giấy tờ, một chữ hay ba chữ đều được',
  'Gõ không dấu cũng được: ba hue'
])

test('an example in an empty field says that it is one', () => {
  const fields = Object.values(screens).flatMap((text) => text.match(/<Field\b.*?\/>/gs) ?? [])
  const names = fields.flatMap((field) => {
    const [, shown = ''] = /placeholder=\{([^}]*)\}/.exec(field) ?? []
    return [...shown.matchAll(/\.(\w*(?:[hH]int|[eE]xample))\b/g)].map(([, name]) => name!)
  })
  const words = Object.values(vietnamese).join('\n')
  const shown = [...new Set(names)].flatMap((name) =>
    [...words.matchAll(new RegExp(`\\b${name}: '([^']*)'`, 'g'))].map(([, text]) => text!)
  )
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter((text) => !text.startsWith('VD: ') && !asking.has(text))).toEqual([])
})
