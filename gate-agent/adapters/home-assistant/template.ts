import { preset, type Preset } from './preset.ts'

export type Path = readonly (string | number)[]

/** One `{{ … }}` expression: the source of the value and its filters. */
export interface Expression {
  from: 'value' | 'value_json' | 'position'
  path: Path
  filters: readonly ('int' | 'float' | 'round')[]
}

/** A parsed template that this program supports. Plain JSON. */
export type Template = { kind: 'text'; parts: readonly (string | Expression)[] } | Preset

/** Parses a template; null when it uses more than the safe subset, since there is no template engine here. */
export function compiled(text: string): Template | null {
  const known = preset(text)
  if (known) return known
  const parts: (string | Expression)[] = []
  let rest = 0
  for (const { 0: whole, 1: inside, index } of text.matchAll(/\{\{-?([^{}]*?)-?\}\}/g)) {
    const expression = expressionOf(inside!.trim())
    if (!expression) return null
    parts.push(text.slice(rest, index), expression)
    rest = index + whole.length
  }
  parts.push(text.slice(rest))
  const literals = parts.filter((part) => typeof part === 'string')
  // A template without an expression would render the same word for every message.
  if (parts.length === 1 || literals.some((literal) => /\{[{%#]/.test(literal))) return null
  return { kind: 'text', parts: parts.filter((part) => part !== '') }
}

/** Tells whether the template can read a report. `position` exists in commands only, and a preset's default word is no report. */
export function isReadable(template: Template): boolean {
  return template.kind === 'text' && expressions(template.parts).every(({ from }) => from !== 'position')
}

/** Tells whether the template can write a command. */
export function isCommand(template: Template): boolean {
  return template.kind === 'text' && expressions(template.parts).every(({ from }) => from !== 'value_json')
}

const expressions = (parts: readonly (string | Expression)[]) =>
  parts.filter((part) => typeof part !== 'string')

const accessor = /\.([A-Za-z_]\w*)|\[\s*(?:'([^'\\]*)'|"([^"\\]*)"|(\d+))\s*\]/y
// `int(0)` is excluded: its default would turn every unreadable value into 0, which means "closed".
const filter = /\s*\|\s*(?:(int|float)(?:\(\s*\))?|(round)(?:\(\s*0?\s*\))?)/y

function expressionOf(text: string): Expression | null {
  const head = /^(?:value_json|value|position)\b/.exec(text)
  if (!head) return null
  const from = head[0] as Expression['from']
  let at = from.length
  const path: (string | number)[] = []
  const filters: Expression['filters'][number][] = []
  for (let found; (found = next(accessor, text, at)); at += found[0].length) {
    path.push(found[4] === undefined ? (found[1] ?? found[2] ?? found[3]!) : Number(found[4]))
  }
  for (let found; (found = next(filter, text, at)); at += found[0].length) {
    filters.push((found[1] ?? found[2]) as Expression['filters'][number])
  }
  if (at !== text.length || (path.length > 0 && from !== 'value_json')) return null
  return { from, path, filters }
}

function next(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
