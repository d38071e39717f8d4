import { compiled, isReadable, type Template } from './template.ts'

/** Where a value is told, and how to read it. */
export interface TemplatedTopic {
  topic: string
  template: Template | null
}

/**
 * A topic with its template; null without topic. A bridge's preset has a word for "nothing told": it is readable
 * only where that is the word for standing still, else a message without the key would say something.
 */
export function templatedTopicOf(
  topic: string | null | undefined,
  text: string | null | undefined,
  still?: string
): TemplatedTopic | null | 'unreadable' {
  if (!topic) return null
  if (!text) return { topic, template: null }
  const template = compiled(text)
  if (!template) return 'unreadable'
  const readable = template.kind === 'text' ? isReadable(template) : template.otherwise === still
  return readable ? { topic, template } : 'unreadable'
}
