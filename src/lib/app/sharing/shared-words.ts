/** Longest excerpt, in letters. */
const excerptLetters = 160

/** Returns the beginning of shared words on one line. */
export function excerptOf(words: string): string {
  const line = words.slice(0, 4 * excerptLetters).replace(/\s+/g, ' ')
  return line.length > excerptLetters || words.length > 4 * excerptLetters
    ? `${line.slice(0, excerptLetters).trimEnd()}…`
    : line
}

/** Adds shared words to what a form holds already: neither is lost, and the same words are not added twice. */
export function withShared(typed: string, shared: string): string {
  if (shared === '' || typed.includes(shared)) return typed
  return typed.trim() === '' ? shared : `${typed.trimEnd()}\n${shared}`
}
