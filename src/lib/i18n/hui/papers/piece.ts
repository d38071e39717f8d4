/**
 * Names how much of a part somebody holds, as a paper says it: "3", or of a cut one "1/2 phần 3". A paper of before shares were
 * printed says the part alone.
 */
export function pieceOf(name: string, part: number, units?: number, of?: number): string {
  if (units === undefined || of === undefined || units >= of) return String(part)
  let [whole, rest] = [of, units]
  while (rest > 0) [whole, rest] = [rest, whole % rest]
  return `${units / whole}/${of / whole} ${name}`
}
