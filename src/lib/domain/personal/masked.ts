const dot = '•'
/** The fewest dots; a value of up to six digits shows nothing at all. */
const fewestDots = 4
/** Most digits that stay readable at either end. */
const mostShown = 4

/**
 * Returns a value with its middle covered: `0952••••0385`. At least a third of a number is covered, and of words all but
 * the first letter, behind as many dots for a short text as for a long one.
 */
export function masked(value: string): string {
  const text = value.trim()
  const number = /^\d[\d ]*(?![^ ])/.exec(text)?.[0]
  if (number === undefined) return maskedWords(text)
  const more = text.slice(number.length).trim()
  return maskedNumber(number.replaceAll(' ', '')) + (more ? ` ${dot.repeat(fewestDots)}` : '')
}

function maskedNumber(digits: string): string {
  const free = digits.length > 6 ? digits.length - Math.max(fewestDots, Math.ceil(digits.length / 3)) : 0
  const end = Math.min(mostShown, Math.floor(free / 2))
  const start = Math.min(mostShown, free - end)
  const covered = Math.max(fewestDots, digits.length - start - end)
  return digits.slice(0, start) + dot.repeat(covered) + digits.slice(digits.length - end)
}

function maskedWords(text: string): string {
  const [first = ''] = text
  return (/\p{L}/u.test(first) && [...text].length > 3 ? first : '') + dot.repeat(fewestDots)
}
