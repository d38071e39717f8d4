import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comments } from '../../scripts/house/comments.ts'
import { exportNames } from '../../scripts/house/export-names.ts'
import { fileLength, maxLines } from '../../scripts/house/file-length.ts'
import { folderSize, maxFiles } from '../../scripts/house/folder-size.ts'
import { sourceFiles } from '../../scripts/house/source-files.ts'
import { svelteTypes } from '../../scripts/house/svelte-types.ts'
import { unused } from '../../scripts/house/unused.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let tree: string
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'so-tay-house-'))
})
afterEach(() => rmSync(tree, { recursive: true }))

function plant(path: string, text = '') {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), text)
}

test('a folder holds at most twenty source files, tests beside them not counted', () => {
  for (let i = 0; i < maxFiles; i++) plant(`src/lib/app/gates/file-${i}.ts`)
  for (const name of ['file-0.test.ts', 'golden.json', 'deeper/file.ts']) plant(`src/lib/app/gates/${name}`)
  expect(folderSize(sourceFiles(tree))).toEqual([])
  plant('src/lib/app/gates/Screen.svelte')
  expect(folderSize(sourceFiles(tree))).toEqual([
    { subject: 'src/lib/app/gates', message: expect.stringMatching(/holds 21 source files.*: move/) }
  ])
})

test('below tests/ the tests count', () => {
  for (let i = 0; i <= maxFiles; i++) plant(`tests/gates/case-${i}.test.ts`)
  expect(folderSize(sourceFiles(tree)).map(({ subject }) => subject)).toEqual(['tests/gates'])
})

test('a file has at most three hundred lines', () => {
  plant('src/lib/domain/long.ts', 'a\n'.repeat(maxLines))
  plant('src/lib/ui/styles/long.css', 'a\n'.repeat(maxLines + 1))
  expect(fileLength(sourceFiles(tree))).toEqual([])
  const long = ['scripts/long.mjs', 'src/routes/+page.svelte', 'tests/long.test.ts']
  for (const path of long) plant(path, 'a\n'.repeat(maxLines + 1))
  const found = fileLength(sourceFiles(tree))
  expect(found.map(({ subject }) => subject)).toEqual(long)
  expect(found[0]!.message).toMatch(/has 301 lines.*: split it/)
})

test('an exported name is declared in one file', () => {
  plant(
    'src/lib/domain/hui/state.ts',
    'export interface Line {}\nexport const due = 1\nexport function sum() {}'
  )
  plant(
    'sync-server/lines.ts',
    'interface Line {}\nconst [due] = [1]\nexport { due, type Line }\nexport class Sum {}'
  )
  expect(exportNames(sourceFiles(tree))).toEqual([
    {
      subject: 'Line',
      message: expect.stringMatching(/state\.ts, sync-server\/lines\.ts: rename all but one/)
    },
    { subject: 'due', message: expect.any(String) }
  ])
})

test('languages, re-exports, route options, tests and what is not exported are no second meaning', () => {
  plant('src/lib/i18n/hui/hui-vi.ts', 'export const hui = 1')
  plant('src/lib/i18n/hui/hui-en.ts', 'export const hui = 1')
  plant('src/lib/domain/hui/line.ts', 'export const line = 1')
  plant('src/lib/app/hui/a.ts', "export { line } from '#lib/domain/hui/line.ts'")
  plant('src/lib/app/hui/b.ts', "import { line } from '#lib/domain/hui/line.ts'\nexport { line }")
  plant('src/lib/app/hui/c.ts', 'const line = 1')
  plant('src/lib/app/hui/c.test.ts', 'export const line = 1')
  for (const route of ['a', 'b']) plant(`src/routes/${route}/+page.ts`, 'export const prerender = true')
  expect(exportNames(sourceFiles(tree))).toEqual([])
  plant('src/lib/domain/hui.ts', 'export const hui = 1')
  expect(exportNames(sourceFiles(tree)).map(({ subject }) => subject)).toEqual(['hui'])
})

test('a component imports no type of the outside world', () => {
  plant(
    'src/lib/ui/Card.svelte',
    '<script lang="ts">\n  import type { Place } from \'#lib/domain/place.ts\'\n</script>'
  )
  expect(svelteTypes(sourceFiles(tree))).toEqual([])
  plant(
    'src/routes/+page.svelte',
    '<script lang="ts">\n  import type {\n    Space\n  } from \'#lib/ports/ports.ts\'\n</script>'
  )
  expect(svelteTypes(sourceFiles(tree))).toEqual([
    {
      subject: 'src/routes/+page.svelte: #lib/ports/ports.ts',
      message: expect.stringContaining('Export the type')
    }
  ])
})

test('nothing is exported, kept or installed unused', async () => {
  plant('package.json', '{ "type": "module", "dependencies": { "ms": "2.1.3" } }')
  plant('knip.jsonc', '{ "entry": ["src/main.ts"], "project": ["src/**"] }')
  plant('src/main.ts', "import { used } from './part.ts'\nconsole.log(used)")
  plant('src/part.ts', 'export const used = 1\nexport const spare = 2\nexport type Spare = 3')
  plant('src/forgotten.ts', 'export const forgotten = 1')
  const found = new Map((await unused(tree)).map(({ subject, message }) => [subject, message]))
  expect([...found.keys()].sort()).toEqual([
    'package.json: ms',
    'src/forgotten.ts',
    'src/part.ts: Spare',
    'src/part.ts: spare'
  ])
  expect(found.get('src/part.ts: spare')).toContain('drop its “export”')
  expect(found.get('src/forgotten.ts')).toContain('delete it')
  expect(found.get('package.json: ms')).toContain('npm uninstall ms')
})

test('the command names the offence and its cure, and ends with 1', () => {
  plant('src/lib/domain/long.ts', 'a\n'.repeat(maxLines + 1))
  const command = ['--import', 'tsx', 'scripts/house/main.ts', 'lengths', 'folders', '--root', tree]
  const run = () => spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
  expect(run()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('src/lib/domain/long.ts has 301')
  })
  plant('src/lib/domain/long.ts')
  expect(run()).toMatchObject({ status: 0, stdout: '' })
})

test('a comment of product code begins with what the code does', () => {
  plant(
    'src/lib/app/gates/wait.ts',
    '/** Who is refused holds back. */\n// What is left over.\nexport const wait = 1\n'
  )
  plant('src/lib/app/gates/good.ts', '/** Backs off after a refusal. */\n// Where are they now?\n')
  plant('tests/wait.ts', '// Who is refused holds back.\n')
  expect(comments(sourceFiles(tree)).map(({ message }) => message)).toEqual([
    expect.stringMatching(/wait\.ts:1 .*begin with a verb/),
    expect.stringMatching(/wait\.ts:2 /)
  ])
})
