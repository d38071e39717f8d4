import CircleCheck from 'lucide-static/icons/circle-check.svg?raw'
import CircleHelp from 'lucide-static/icons/circle-question-mark.svg?raw'
import Eye from 'lucide-static/icons/eye.svg?raw'
import TriangleAlert from 'lucide-static/icons/triangle-alert.svg?raw'
import { huiRules, type LawRule } from '#lib/app/hui/host-figures.ts'
import type { HostSign } from '#lib/app/hui/host-signs.ts'
import type { SignText } from '#lib/i18n/hui/signs/signs-vi.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

type Level = HostSign['level']

/** The rules that stand beside the numbers of signs. */
export const signRules: Readonly<Partial<Record<HostSign['id'], LawRule>>> = {
  R12: huiRules.cap,
  R21: huiRules.notice
}

export const levelTones: Readonly<Record<Level, Tone>> = {
  none: 'plain',
  amber: 'amber',
  red: 'red',
  'too-few': 'plain',
  'not-computable': 'plain'
}

export const levelIcons: Readonly<Record<Level, string>> = {
  none: CircleCheck,
  amber: Eye,
  red: TriangleAlert,
  'too-few': CircleHelp,
  'not-computable': CircleHelp
}

/** Returns the next step of a sign, where its first evidence is. @param codeOf of a line's id, '' where it is unknown */
export function stepOf(
  { id, evidence }: Pick<HostSign, 'id' | 'evidence'>,
  codeOf: (line: string) => string,
  t: Pick<SignText, 'steps' | 'at'>
): string {
  const where = evidence.find(({ line, k }) => line && k) ?? evidence.find(({ line }) => line)
  const code = codeOf(where?.line ?? '')
  const at = code === '' ? '' : where?.k ? t.at.round(where.k, code) : t.at.line(code)
  return t.steps[id](at)
}

/** Returns what the arithmetic of a sign is: its numbers, or why there are none. */
export function arithmeticOf(
  { id, level, inputs }: Pick<HostSign, 'id' | 'level' | 'inputs'>,
  t: Pick<SignText, 'says' | 'lacks'>
): string {
  if (level !== 'not-computable') return t.says[id](inputs)
  return Object.keys(inputs).length === 0 ? t.lacks[id] : `${t.says[id](inputs)} ${t.lacks[id]}`
}
