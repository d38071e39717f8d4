import { seededNumber, seededPick } from '../seeded.ts'

export interface Name {
  name: string
  knownAs?: string
  /** The name in Khmer script. */
  khmer?: string
}

/** Family and given names by people, recombined so that no name is a real person's. */
const peoples = [
  {
    families: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Phan', 'Bùi', 'Đặng', 'Đoàn'],
    middles: ['Thị', 'Thị Kim', 'Thị Mỹ', 'Thị Hồng', 'Văn', 'Hoàng'],
    givens: ['Duyên', 'Hạnh', 'Phượng', 'Bông', 'Thắm', 'Xuyến', 'Diệu', 'Tình', 'Nhàn', 'Lành']
  },
  {
    families: ['Danh', 'Thạch', 'Sơn', 'Kim', 'Lý', 'Kiên'],
    middles: ['', 'Thị', 'Sà', 'Thị Sa'],
    givens: ['Sóc Kha', 'Ra Ny', 'Phi Rum', 'Sa Phia', 'Rết', 'Chanh Tha', 'Na Vy', 'Sô Phi', 'Ươl', 'Đa Ra']
  },
  {
    families: ['Tăng', 'Quách', 'Mã', 'Lâm', 'Trịnh', 'Lưu', 'Hứa', 'La'],
    middles: ['', 'Mỹ', 'Tú', 'Bửu', 'Xiếu'],
    givens: ['Phụng', 'Hà Nhi', 'Châu', 'Anh', 'Muội', 'Quyên', 'Vinh', 'Tài', 'Ái', 'Huê']
  }
]
const births = ['Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'Chín', 'Út']

/** Returns `count` invented people, Kinh, Khmer and Hoa in turn, whose names differ from each other and from `taken`. */
export function inventedNames(words: string, count: number, taken: readonly Name[]): Name[] {
  const names = new Map<string, Name>()
  const isTaken = (name: string) => names.has(name) || taken.some((other) => other.name === name)
  for (let i = 0; names.size < count; i++) {
    const { families, middles, givens } = peoples[names.size % peoples.length]!
    const given = seededPick(givens, `${words} given ${i}`)
    const parts = [
      seededPick(families, `${words} family ${i}`),
      seededPick(middles, `${words} middle ${i}`),
      given
    ]
    const name = parts.filter(Boolean).join(' ')
    if (isTaken(name)) continue
    const birth = `${seededPick(births, `${words} birth ${i}`)} ${given}`
    names.set(name, seededNumber(`${words} known ${i}`, 3) > 0 ? { name, knownAs: birth } : { name })
  }
  return [...names.values()]
}
