/** What a cold cache loads until the gates show, bytes of gzip; `kb` is the sum in 1,000 bytes. */
export function firstScreen(): { files: { file: string; bytes: number }[]; kb: number }
