/** `2.000.000` while somebody types it; a text with anything but digits, dots and spaces stays as it is. */
export function grouped(text: string): string {
  if (!/^[\d. ]+$/.test(text)) return text
  return text.replace(/[. ]/g, '').replace(/\B(?=(?:\d{3})+$)/g, '.')
}

/** The đồng that such a text says, or null when it says none. */
export function readDong(text: string): number | null {
  const digits = text.trim().replace(/[. ]/g, '')
  return /^\d+$/.test(digits) ? Math.min(Number(digits), Number.MAX_SAFE_INTEGER) : null
}
