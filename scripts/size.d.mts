interface Size {
  files: { file: string; bytes: number }[]
  kb: number
}
/** What a cold cache loads until somebody can sign in or unlock, bytes of gzip; `kb` is the sum in 1,000 bytes. */
export function firstScreen(): Size
/** The same until the gates show. */
export function notebook(): Size
