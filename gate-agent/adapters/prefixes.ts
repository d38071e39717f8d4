/**
 * Returns the topic prefixes to search for controllers without discovery: the operator's prefix, otherwise up to three
 * levels deep.
 */
export function soughtUnder(prefix: string | undefined): readonly string[] {
  return prefix === undefined ? ['+', '+/+', '+/+/+'] : [prefix]
}

/** Tells whether a discovered prefix is one of those. */
export function isSought(found: string, prefix: string | undefined): boolean {
  return prefix === undefined ? found.split('/').length <= 3 : found === prefix
}
