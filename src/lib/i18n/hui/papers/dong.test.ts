import { expect, test } from 'vitest'
import { dongInEnglish } from './dong-en.ts'
import { dongInVietnamese } from './dong-vi.ts'

test.each([
  [0, 'Không đồng', 'Zero đồng'],
  [1_000, 'Một nghìn đồng', 'One thousand đồng'],
  [15_000, 'Mười lăm nghìn đồng', 'Fifteen thousand đồng'],
  [21_005, 'Hai mươi mốt nghìn không trăm lẻ năm đồng', 'Twenty-one thousand five đồng'],
  [1_650_000, 'Một triệu sáu trăm năm mươi nghìn đồng', 'One million six hundred fifty thousand đồng'],
  [105_000_000, 'Một trăm lẻ năm triệu đồng', 'One hundred five million đồng'],
  [2_000_000_300, 'Hai tỷ ba trăm đồng', 'Two billion three hundred đồng'],
  [1_200_000_000_000, 'Một nghìn hai trăm tỷ đồng', 'One trillion two hundred billion đồng'],
  [1_000_000_000_000, 'Một nghìn tỷ đồng', 'One trillion đồng'],
  [2_000_040_000_000, 'Hai nghìn tỷ không trăm bốn mươi triệu đồng', 'Two trillion forty million đồng']
])('%i', (dong, vi, en) => {
  expect([dongInVietnamese(dong), dongInEnglish(dong)]).toEqual([vi, en])
})
