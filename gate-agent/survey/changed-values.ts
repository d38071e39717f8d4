import type { SurveyHeard } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import { isObject, json } from '../adapters/json.ts'

type Change = SurveyHeard['changed'][number]

/** Longest value that can be a contact's word. */
const longestWord = 100
/** Most values of one message that are compared. */
const mostValues = 100

/**
 * Returns the values of a topic that differ: the message itself, or in a JSON object each text, number and truth value
 * at its JSON pointer (RFC 6901). A value that was not there before tells nothing yet.
 */
export function changedValues(topic: string, before: string, after: string): Change[] {
  if (before === after) return []
  const [was, is] = [json(before), json(after)]
  if (!isObject(is)) return fits(before) && fits(after) ? [{ topic, before, after }] : []
  const known = isObject(was) ? valuesIn(was) : new Map<string, string>()
  return [...valuesIn(is)].flatMap(([pointer, value]) => {
    const before = known.get(pointer)
    return before === undefined || before === value ? [] : [{ topic, pointer, before, after: value }]
  })
}

const fits = (word: string) => word.length <= longestWord

/** Returns the words at the leaves of an object by their pointers, as a mapping reads them. */
function valuesIn(value: object): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (part: unknown, pointer: string) => {
    if (found.size >= mostValues) return
    if (isObject(part))
      for (const [key, inner] of Object.entries(part))
        visit(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    else if (['string', 'number', 'boolean'].includes(typeof part) && fits(String(part)))
      found.set(pointer, String(part))
  }
  visit(value, '')
  return found
}
