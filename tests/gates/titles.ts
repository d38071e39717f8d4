import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** A test or a group of them as it stands in a file. */
export interface Titled {
  /** As it is written: what stands in for something in a template or a table stays as it is there. */
  title: string
  /** False: it, or a group around it, is left out, always or sometimes. */
  runs: boolean
  /** What it is run for, as written: the tables of its own `each` and of those around it. */
  each: string
}

const runners = new Set(['test', 'it', 'describe'])
/** Whatever follows the runner's name and lets a test be left out. */
const leavesOut = /\.(skip|skipIf|runIf|todo|fixme|fails)\b/

/** The tests of a file, with those that it makes one by one from a table or in a loop. */
export function titlesIn(file: string): Titled[] {
  const text = readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Titled[] = []
  const visit = (node: ts.Node, around: Omit<Titled, 'title'>) => {
    const one = ts.isCallExpression(node) ? titled(node, around) : null
    if (one) found.push(one)
    ts.forEachChild(node, (child) => visit(child, one ?? around))
  }
  visit(source, { runs: true, each: '' })
  return found
}

function titled({ expression, arguments: given }: ts.CallExpression, around: Omit<Titled, 'title'>) {
  const title = given[0] && textOf(given[0])
  if (title === null || title === undefined || given.length < 2 || !runners.has(rootOf(expression)))
    return null
  const how = expression.getText()
  return {
    title,
    runs: around.runs && !leavesOut.test(how),
    each: ts.isCallExpression(expression) ? `${around.each} ${how}` : around.each
  }
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : null
}

/** The name at the very left: `test` of `test.each(table)`. */
function rootOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootOf(node.expression)
  return ''
}
