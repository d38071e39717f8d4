import { isLocalUrl } from '#lib/app/gates/local-network-access.svelte.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'

/** Returns what is wrong with the address of a gate's machine; an empty one removes it. */
export function localProblems(address: string, asked: boolean, t: GateWords) {
  const typed = address.trim()
  return { address: asked && typed !== '' && !isLocalUrl(typed) ? t.local.addressWrong : '' }
}
