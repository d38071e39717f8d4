import { preset, type Preset } from './preset.ts'

export type Path = readonly (string | number)[]

/** One `{{ … }}`: where the value comes from, and the filters it goes through. */
export interface Expression {
  from: 'value' | 'value_json' | 'position'
  path: Path
  filters: readonly ('int' | 'float' | 'round')[]
}

/** A template that this program understands; plain JSON. */
export type Template = { kind: 'text'; parts: readonly (string | Expression)[] } | Preset

/** `text` as a template, or null where it asks for more than the safe subset: there is no template engine here. */
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
  // A template without any expression would say the same word to every message.
  if (parts.length === 1 || literals.some((literal) => /\{[{%#]/.test(literal))) return null
  return { kind: 'text', parts: parts.filter((part) => part !== '') }
}

/** Can a report be read with it? `position` exists in commands only, and a preset's word for "nothing told" is no report. */
export function isReadable(template: Template): boolean {
  return template.kind === 'text' && expressions(template.parts).every(({ from }) => from !== 'position')
}

/** Can a command be written with it? */
export function isCommand(template: Template): boolean {
  return template.kind === 'text' && expressions(template.parts).every(({ from }) => from !== 'value_json')
}

const expressions = (parts: readonly (string | Expression)[]) =>
  parts.filter((part) => typeof part !== 'string')

const accessor = /\.([A-Za-z_]\w*)|\[\s*(?:'([^'\\]*)'|"([^"\\]*)"|(\d+))\s*\]/y
// `int(0)` is not among them: its default would turn every unreadable value into 0, that is "closed".
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
