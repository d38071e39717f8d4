import { compiled, isReadable, type Template } from './template.ts'

/** A topic that carries a value, and how to read it. */
export interface TemplatedTopic {
  topic: string
  template: Template | null
}

/**
 * Returns a topic with its template; null when there is no topic. A bridge's preset has a default word for an absent
 * key. It is accepted only if that word means standing still; otherwise a message without the key would report
 * something.
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
