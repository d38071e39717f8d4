/**
 * Groups digits while they are typed: `2.000.000`. Text with anything but digits, dots and spaces is returned
 * unchanged.
 */
export function grouped(text: string): string {
  if (!/^[\d. ]+$/.test(text)) return text
  return text.replace(/[. ]/g, '').replace(/\B(?=(?:\d{3})+$)/g, '.')
}

/** Parses such text as đồng; null when it holds no amount. */
export function readDong(text: string): number | null {
  const digits = text.trim().replace(/[. ]/g, '')
  return /^\d+$/.test(digits) ? Math.min(Number(digits), Number.MAX_SAFE_INTEGER) : null
}

const shares = new Intl.NumberFormat('vi', { style: 'percent', maximumFractionDigits: 1 })

/** Formats a share: `4,7%`. */
export const percentage = (share: number): string => shares.format(share)
