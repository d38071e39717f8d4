import { deviceCode } from '../devices/device-code.ts'
import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { folded } from '../search.ts'

/** Returns the highest number of a receipt that each phone has issued in a line, by the phone's id. */
export function lastReceipts(facts: readonly Envelope[]): Record<string, number> {
  const last: Record<string, number> = {}
  for (const fact of facts) {
    if (fact.type !== 'hui.receipt-issued') continue
    const number = Number((fact as FactOf<'hui.receipt-issued'>).body.number.slice(-6))
    last[fact.device] = Math.max(last[fact.device] ?? 0, number)
  }
  return last
}

/**
 * Returns the number of the next receipt of a phone: the unit's initials, the phone's code, and how many receipts this phone
 * has issued, `LT-4827HK-000123`. So phones without a network give none twice, and agree on nothing beforehand.
 * @param last its highest number so far @param device its id @param unit the unit's name, such as Láng Tròn
 */
export function nextReceiptNumber(last: number, device: string, unit: string): string {
  const initials = folded(unit)
    .split(/[^a-z]+/)
    .map((word) => word.slice(0, 1))
  const letters = initials.join('').slice(0, 6).toUpperCase() || 'X'
  return `${letters}-${deviceCode(device)}-${String(last + 1).padStart(6, '0')}`
}
