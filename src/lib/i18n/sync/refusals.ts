import { text } from '../text.ts'
import { refusals } from './refusals-vi.ts'

const t = text('refusals', refusals)

/**
 * Returns the sentence for a refusal code from the server; a code unknown to this build gets a generic one. Bundled
 * with the screens that show records.
 */
export function refusedSentence(code: string | undefined): string {
  const { sentences } = t
  return code && Object.hasOwn(sentences, code)
    ? sentences[code as keyof typeof sentences]
    : sentences.unknown
}

/** Returns the same sentence without its beginning, for a column of reasons. */
export const refusedReason = (code: string | undefined): string =>
  refusedSentence(code).replace(`${t.kept} `, '')
