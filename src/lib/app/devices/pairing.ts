import type { Device } from '#lib/domain/directory/directory.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'

/**
 * Tells whether a machine is the one whose code was scanned: `none` when no code led here. The key decides, never the name.
 * @param fragment of the page's address: `#` and the RFC 7638 thumbprint that the machine showed of its own key
 */
export function pairingOf(fragment: string, { key }: Pick<Device, 'key'>): 'none' | 'fits' | 'differs' {
  if (fragment === '' || fragment === '#') return 'none'
  return fragment === `#${thumbprint(key)}` ? 'fits' : 'differs'
}
