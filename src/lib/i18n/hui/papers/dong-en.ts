const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' '
  )
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const scales = ['', ' thousand', ' million', ' billion', ' trillion']

function group(value: number): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100]
  const low =
    rest < 20 ? small[rest]! : tens[Math.floor(rest / 10)]! + (rest % 10 ? `-${small[rest % 10]}` : '')
  if (hundreds === 0) return low
  return `${small[hundreds]} hundred${rest ? ` ${low}` : ''}`
}

/** Writes a sum in words: `One million nine hundred thousand đồng`. @param dong whole đồng, below 10¹⁵ */
export function dongInEnglish(dong: number): string {
  const groups = String(dong).match(/\d{1,3}(?=(?:\d{3})*$)/g) ?? []
  const words = groups.flatMap((text, i) =>
    Number(text) === 0 ? [] : [group(Number(text)) + scales[groups.length - 1 - i]!]
  )
  const said = `${words.join(' ') || small[0]} đồng`
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}
