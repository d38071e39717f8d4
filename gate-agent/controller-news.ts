import type { GateDescription, DescriptionPart, Difference } from './adapters/description.ts'
import type { ControllerNews } from './shell/controller/pinned-controller.ts'

const labels: Record<DescriptionPart, string> = {
  source: 'nơi giới thiệu',
  device: 'thiết bị',
  commands: 'nơi nhận lệnh',
  open: 'lời mở',
  close: 'lời đóng',
  stop: 'lời dừng',
  setPosition: 'nơi nhận vị trí',
  state: 'tin trạng thái',
  position: 'tin vị trí',
  presence: 'tin có mặt',
  obstacles: 'cảm biến vật cản',
  assumed: 'chỉ đoán trạng thái'
}

/** Returns the lines for whoever stands at the machine, with the command that accepts. */
export function newsLines(gate: string, news: ControllerNews): string[] {
  if (news.news === 'removed')
    return [`${gate}: có tin xóa bộ điều khiển; cổng vẫn chạy theo cấu hình đã chấp nhận.`]
  const accept = `npm run agent -- --accept agent.json ${gate} ${news.digest}`
  if (news.news === 'first-use')
    return [
      `${gate}: dùng bộ điều khiển theo lần giới thiệu đầu tiên, chưa ai chấp nhận. Nghiệm thu xong thì chạy: ${accept}`
    ]
  return [
    `${gate}: bộ điều khiển giới thiệu khác trước; cổng vẫn chạy theo cấu hình đã chấp nhận.`,
    ...differenceLines(news.differences),
    `Nếu đúng là đã đổi thì chạy: ${accept}`
  ]
}

export function differenceLines(differences: readonly Difference[]): string[] {
  const said = (text: string | null) => text ?? '(không có)'
  return differences.map(({ part, before, after }) => `  ${labels[part]}: ${said(before)} → ${said(after)}`)
}

export function descriptionLines(description: GateDescription): string[] {
  return Object.entries(description).map(([part, text]) => `  ${labels[part as DescriptionPart]}: ${text}`)
}
