import ts from 'typescript'
import type { Offence } from './offence.ts'
import type { SourceFile } from './source-files.ts'

const areas = /^(?:src|sync-server|gate-agent|scripts)\//
/** Names that a framework or a convention gives: SvelteKit's route options, and the entry point of a program. */
const conventional = new Set(['load', 'prerender', 'ssr', 'csr', 'trailingSlash', 'main'])

/**
 * Finds names that more than one file of the product declares and exports, so that a search for a name finds one thing.
 * A translation counts once: `x-vi.ts` and `x-en.ts` are one declaration. Re-exports (`export { x } from`) do not count.
 */
export function exportNames(files: readonly SourceFile[]): Offence[] {
  const filesByName = new Map<string, string[]>()
  for (const { path, text } of files) {
    if (!areas.test(path) || !path.endsWith('.ts') || /\.(?:test|d)\.ts$/.test(path)) continue
    for (const name of exportedBy(path, text)) {
      if (!conventional.has(name)) filesByName.set(name, [...(filesByName.get(name) ?? []), path])
    }
  }
  return [...filesByName]
    .filter(([, paths]) => new Set(paths.map((path) => path.replace(/-(?:vi|en)\.ts$/, '.ts'))).size > 1)
    .map(([name, paths]) => ({
      subject: name,
      message: `${name} is exported by ${paths.join(', ')}: rename all but one by what they are; the domain's name wins where it is the natural term.`
    }))
}

/** Returns what a file declares and exports, whether as `export const a`, `export const [a, b]` or `export { a }`. */
function exportedBy(path: string, text: string): Set<string> {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest)
  const imported = new Set(statements.filter(ts.isImportDeclaration).flatMap(importedBy))
  const names = statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { moduleSpecifier, exportClause } = statement
      if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) return []
      const own = exportClause.elements.filter(
        ({ name, propertyName }) => !imported.has((propertyName ?? name).text)
      )
      return own.map(({ name }) => name.text)
    }
    return isExported(statement) ? declaredBy(statement) : []
  })
  return new Set(names)
}

function importedBy({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : []
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  const has = (wanted: ts.SyntaxKind) => modifiers.some(({ kind }) => kind === wanted)
  return has(ts.SyntaxKind.ExportKeyword) && !has(ts.SyntaxKind.DefaultKeyword)
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bound(name))
  const { name } = statement as ts.DeclarationStatement
  return name && ts.isIdentifier(name) ? [name.text] : []
}

function bound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name)))
}
