import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { complaints, projectAt, wordsIn, type Project } from './documents.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const project = projectAt(root)

test('every link and path in the documents leads somewhere, none is too long, each decision has its test', () => {
  expect(project.documents.size).toBeGreaterThan(50)
  expect(complaints(project)).toEqual([])
})

test('the changelog begins with the version of the package', () => {
  const { version } = JSON.parse(project.read('package.json'))
  const { version: locked, packages } = JSON.parse(project.read('package-lock.json'))
  expect([locked, packages[''].version]).toEqual([version, version])
  expect(/^## (\S+)/m.exec(project.read('CHANGELOG.md'))?.[1]).toBe(version)
})

/** A small project with one document. */
function planted(document: string, text: string): Project {
  const files: Record<string, string> = {
    'src/lib/domain/hui/facts.ts': '',
    'tests/a.test.ts': "test('it''s so', …) test('nothing moves', …)",
    'docs/guide.md': '# How to begin\n\n## Cài đặt, lần đầu\n',
    [document]: text
  }
  const parents = (path: string): string[] =>
    path.includes('/') ? [path, ...parents(path.slice(0, path.lastIndexOf('/')))] : [path]
  const documents = Object.entries(files).filter(([path]) => path.endsWith('.md'))
  return {
    documents: new Map(documents),
    paths: new Set(Object.keys(files).flatMap(parents)),
    read: (path) => files[path]!
  }
}

test.each([
  ['a link', 'README.md', '[guide](docs/guides.md)', 'README.md: the link docs/guides.md leads nowhere'],
  [
    'a link from a folder',
    'docs/a.md',
    '[g](docs/guide.md)',
    'docs/a.md: the link docs/guide.md leads nowhere'
  ],
  ['a picture', 'README.md', '![page](docs/page.png)', 'README.md: the link docs/page.png leads nowhere'],
  ['a heading', 'README.md', '[g](docs/guide.md#end)', 'README.md: the link docs/guide.md#end leads nowhere'],
  ['a path', 'README.md', 'See `src/lib/data/clock.ts`.', 'README.md: there is no src/lib/data/clock.ts'],
  ['a folder', 'README.md', 'See `gate-agent/`.', 'README.md: there is no gate-agent/'],
  ['a pattern', 'README.md', '`src/lib/app/<feature>/`', 'README.md: there is no src/lib/app/<feature>/'],
  ['one of several', 'README.md', '`docs/{guide,end}.md`', 'README.md: there is no docs/{guide,end}.md'],
  ['a path in a command', 'README.md', '```\nnpx vitest run src/a\n```', 'README.md: there is no src/a'],
  ['a long README', 'README.md', 'word '.repeat(1201), 'README.md: 1201 words, at most 1200'],
  ['a long architecture', 'ARCHITECTURE.md', 'word '.repeat(901), 'ARCHITECTURE.md: 901 words, at most 900'],
  ['no guard', 'docs/decisions/1.md', 'Tested.', 'docs/decisions/1.md: names no test that guards it'],
  [
    'a guard that is not there',
    'docs/decisions/1.md',
    '- `tests/b.test.ts`: “nothing moves”',
    'docs/decisions/1.md: there is no tests/b.test.ts'
  ],
  [
    'a title that is another',
    'docs/decisions/1.md',
    '- `tests/a.test.ts`: “all moves”',
    'docs/decisions/1.md: tests/a.test.ts has no test “all moves”'
  ]
])('%s is found', (_, document, text, complaint) => {
  expect(complaints(planted(document, text))).toEqual([complaint])
})

test('a long decision is found', () => {
  const text = `- \`tests/a.test.ts\`: “nothing moves”\n${'word '.repeat(200)}`
  expect(complaints(planted('docs/decisions/1.md', text))).toEqual([
    `docs/decisions/1.md: ${wordsIn(text)} words, at most 200`
  ])
})

test('what is right is left alone', () => {
  const text = `[begin](docs/guide.md#how-to-begin), [cài](docs/guide.md#cài-đặt-lần-đầu), [web](https://antt.example.vn),
\`src/lib/domain/<feature>/facts.ts\`, \`docs/{guide,guide}.md\`, \`npm start\`, [tests](tests/)

\`\`\`
[not a link](nowhere.md) src/lib/domain/hui/facts.ts https://antt.example.vn/src/a.ts
\`\`\`
`
  expect(complaints(planted('README.md', text))).toEqual([])
})
