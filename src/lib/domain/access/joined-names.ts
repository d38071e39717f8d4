/** Stands between names, and in none: accounts, units and gates may contain dots and hyphens. */
const separator = '~'

/**
 * Joins names into one key: a user name at the broker, a client id, a session's token. Each part is encoded, so that no
 * separator occurs in it, two lists of names never make the same key, and `namesIn` returns what was joined. The names in
 * use stay as they are.
 */
export const joinNames = (...names: readonly string[]): string =>
  names.map((name) => name.replaceAll('%', '%25').replaceAll(separator, '%7E')).join(separator)

/** Returns the names that `joinNames` joined. */
export const namesIn = (key: string): string[] =>
  key.split(separator).map((name) => name.replaceAll('%7E', separator).replaceAll('%25', '%'))
