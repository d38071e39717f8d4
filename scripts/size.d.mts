interface Size {
  files: { file: string; bytes: number }[]
  kb: number
}
/** Measures what a cold cache loads until somebody can sign in or unlock: bytes of gzip; `kb` is the sum in 1,000 bytes. */
export function firstScreen(): Size
/** Measures the same for an open notebook. */
export function notebook(): Size
/** Measures the script of the courier's worker, kB of gzip. */
export function courierWorker(): number
