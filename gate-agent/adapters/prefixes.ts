/** Where controllers that announce nothing may be: under the prefix that the operator named, else up to three levels deep. */
export function soughtUnder(prefix: string | undefined): readonly string[] {
  return prefix === undefined ? ['+', '+/+', '+/+/+'] : [prefix]
}

/** Is a prefix that was found one of those? */
export function isSought(found: string, prefix: string | undefined): boolean {
  return prefix === undefined ? found.split('/').length <= 3 : found === prefix
}
