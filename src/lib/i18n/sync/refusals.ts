import { text } from '../text.ts'
import { refusals } from './refusals-vi.ts'

const t = text('refusals', refusals)

/** The sentence for a code that a server sent; one that this build does not know has a sentence too. It comes with the screens of records. */
export function refusedSentence(code: string | undefined): string {
  const { sentences } = t
  return code && Object.hasOwn(sentences, code)
    ? sentences[code as keyof typeof sentences]
    : sentences.unknown
}

/** The same without its beginning, for a column of reasons. */
export const refusedReason = (code: string | undefined): string =>
  refusedSentence(code).replace(`${t.kept} `, '')
