const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const scales = ['', ' nghìn', ' triệu', ' tỷ', ' nghìn tỷ']

/** Reads a number of three digits; `isFirst`: nothing stands before it, so that leading zeros are silent. */
function group(value: number, isFirst: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10] as const
  const words = isFirst && hundreds === 0 ? [] : [digits[hundreds], 'trăm']
  if (tens > 1) words.push(digits[tens], 'mươi')
  else if (tens === 1) words.push('mười')
  else if (ones > 0 && words.length > 0) words.push('lẻ')
  if (ones === 1 && tens > 1) words.push('mốt')
  else if (ones === 5 && tens > 0) words.push('lăm')
  else if (ones > 0) words.push(digits[ones])
  return words.join(' ')
}

/** Writes a sum in words as papers do: `Một triệu chín trăm nghìn đồng`. @param dong whole đồng, below 10¹⁵ */
export function dongInVietnamese(dong: number): string {
  const groups = String(dong).match(/\d{1,3}(?=(?:\d{3})*$)/g) ?? []
  const words = groups.flatMap((text, i) => {
    const value = Number(text)
    if (value === 0) return []
    return [group(value, i === 0) + scales[groups.length - 1 - i]!]
  })
  const said = `${words.join(' ') || 'không'} đồng`.replace(
    'nghìn tỷ',
    dong % 1e12 >= 1e9 ? 'nghìn' : 'nghìn tỷ'
  )
  return said.slice(0, 1).toLocaleUpperCase('vi') + said.slice(1)
}
