/** Adds shared words to what a form holds already: neither is lost, and the same words are not added twice. */
export function withShared(typed: string, shared: string): string {
  if (shared === '' || typed.includes(shared)) return typed
  return typed.trim() === '' ? shared : `${typed.trimEnd()}\n${shared}`
}
