/** Returns the start of today in Việt Nam (UTC+7), Unix ms. */
export const midnightInVietnam = (now: number): number =>
  Math.floor((now + 7 * 3_600_000) / 86_400_000) * 86_400_000 - 7 * 3_600_000
