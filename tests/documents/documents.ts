import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The project as its documents see it. */
export interface Project {
  /** Text of each Markdown file, by its path from the root. */
  documents: ReadonlyMap<string, string>
  /** Every file and folder, from the root, without a slash at the end. */
  paths: ReadonlySet<string>
  /** The text of a file of the project. */
  read(path: string): string
}

/** Installed, built or left by a run. */
const notOurs = new Set(['node_modules', 'build', 'data', 'test-results'])
const limits: readonly (readonly [document: RegExp, words: number])[] = [
  [/^README\.md$/, 1200],
  [/^ARCHITECTURE\.md$/, 900],
  [/^docs\/decisions\//, 200]
]

/** Reads the project at `root`, an absolute path. */
export function projectAt(root: string): Project {
  const paths = new Set<string>()
  const documents = new Map<string, string>()
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name)
      if (notOurs.has(path) || (entry.isDirectory() && entry.name.startsWith('.'))) continue
      paths.add(path)
      if (entry.isDirectory()) walk(path)
      else if (path.endsWith('.md')) documents.set(path, read(path))
    }
  }
  walk('.')
  return { documents, paths, read }
}

/** What is wrong with the documents, one sentence each. */
export function complaints({ documents, paths, read }: Project): string[] {
  return [...documents].flatMap(([document, text]) => {
    const prose = withoutCode(text)
    return [
      ...linksOf(prose)
        .filter((link) => !leadsSomewhere(document, link, { documents, paths }))
        .map((link) => `${document}: the link ${link} leads nowhere`),
      ...[...pathsNamedIn(prose), ...pathsAskedForIn(text)]
        .filter((path) => !exists(path, paths))
        .map((path) => `${document}: there is no ${path}`),
      ...limits
        .filter(([which, most]) => which.test(document) && wordsIn(text) > most)
        .map(([, most]) => `${document}: ${wordsIn(text)} words, at most ${most}`),
      ...(document.startsWith('docs/decisions/') ? unguarded(document, text, { paths, read }) : [])
    ]
  })
}

/** Counts as `wc -w` does. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length

const block = /^( *)(```|~~~)[\s\S]*?^\1\2/gm
const withoutCode = (text: string) => text.replace(block, '')

function linksOf(text: string): string[] {
  const found = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)|\b(?:src|href)="([^"]+)"/g)]
  return found.map(([, link, attribute]) => link ?? attribute!).filter((link) => !/^[a-z]+:/.test(link))
}

function leadsSomewhere(
  document: string,
  link: string,
  { documents, paths }: Pick<Project, 'documents' | 'paths'>
): boolean {
  const [file = '', heading] = link.split('#')
  const target = file ? posix.join(posix.dirname(document), decodeURI(file)).replace(/\/$/, '') : document
  if (!paths.has(target)) return false
  return heading === undefined || headingsOf(documents.get(target) ?? '').includes(decodeURI(heading))
}

/** As GitHub names them. */
const headingsOf = (text: string) =>
  [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-')
  )

const ofOurs = /^(?:src|sync-server|gate-agent|tests|scripts|docs|bench|static)\/\S*$/

function pathsNamedIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!).filter((code) => ofOurs.test(code))
}

/** What a command in a block names. */
function pathsAskedForIn(text: string): string[] {
  const blocks = [...text.matchAll(block)].map(([code]) => code)
  return blocks.flatMap((code) => code.split(/\s+/)).filter((word) => ofOurs.test(word))
}

/** `<feature>` and `*` stand for a part of a name, `{a,b}` for each of them. */
function exists(named: string, paths: ReadonlySet<string>): boolean {
  const path = named.replace(/\/$/, '')
  const [choice, ...options] = /\{([^}]*)\}/.exec(path) ?? []
  if (choice) return options[0]!.split(',').every((one) => exists(path.replace(choice, one), paths))
  if (!/[<*]/.test(path)) return paths.has(path)
  const parts = path.split(/<[^>]*>|\*/).map((part) => part.replace(/[.()[\]+$^\\]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('[^/]+')}$`)
  return [...paths].some((one) => pattern.test(one))
}

/** A decision lists the tests that guard it: the file, and the title as the file has it. */
function unguarded(
  document: string,
  text: string,
  { paths, read }: Pick<Project, 'paths' | 'read'>
): string[] {
  const guards = [...text.matchAll(/^- `([^`]+\.(?:test|spec)\.ts)`: “(.+)”$/gm)]
  if (guards.length === 0) return [`${document}: names no test that guards it`]
  return guards.flatMap(([, file, title]) => {
    if (!paths.has(file!)) return []
    const has = read(file!).replaceAll("\\'", "'").includes(title!)
    return has ? [] : [`${document}: ${file} has no test “${title}”`]
  })
}
