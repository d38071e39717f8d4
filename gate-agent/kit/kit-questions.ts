import type * as v from 'valibot'
import { GateAnswerFields, KitAnswers, topicShape, wrongAnswer } from './answers.ts'
import { kitKinds, oneButton, topicQuestion } from './controller-kinds.ts'
import type { InstallerTerminal } from './terminal.ts'

/** Asks everything about a site, each question until its answer fits. @param cameras finds cameras in the site's network */
export async function askKit(terminal: InstallerTerminal, cameras: () => Promise<string[]>): Promise<object> {
  const { entries } = KitAnswers
  const asked = asker(terminal)
  terminal.tell('Tạo bộ tệp cho máy tại cổng. Để trống và bấm Enter là bỏ qua câu không bắt buộc.')
  const server = await asked(
    'server',
    entries.server,
    'Địa chỉ máy chủ của đơn vị, ví dụ https://antt.example.vn'
  )
  const unit = await asked('unit', entries.unit, 'Mã đơn vị, ví dụ xa-phong-hiep')
  const account = await asked('account', entries.account, 'Tài khoản của máy tại cổng')
  const password = await asked('password', entries.password, 'Mật khẩu của tài khoản (không hiện khi gõ)', {
    hidden: true
  })
  const name = await asked(
    'name',
    entries.name,
    'Tên của máy này cho điện thoại tại cổng, ví dụ cong01.example.vn (bỏ qua: không dùng khi mất Internet)'
  )
  const gates: object[] = []
  do gates.push(await askGate(terminal, cameras, gates.length + 1))
  while (await confirms(terminal, 'Còn cổng nữa không'))
  return defined({ server, unit, account, password, name, gates })
}

async function askGate(terminal: InstallerTerminal, cameras: () => Promise<string[]>, number: number) {
  const asked = asker(terminal)
  terminal.tell(`— Cổng thứ ${number} —`)
  const gate = await asked('gate', GateAnswerFields.gate, 'Mã cổng, như đã khai trên máy chủ, ví dụ cong-1b')
  const kind = await askKind(terminal)
  const { id: question, bridged = topicQuestion } = kitKinds[kind]!
  const topic = await asked('topic', topicShape(kind), bridged)
  const id = question && (await asked('id', GateAnswerFields.id, question, { needed: true }))
  const travelSeconds = await asked(
    'travelSeconds',
    GateAnswerFields.travelSeconds,
    'Số giây chạy hết hành trình, đo tại cổng',
    { needed: oneButton.has(kind), convert: (text) => Number(text.replace(',', '.')) }
  )
  const closeAt = await asked(
    'closeAt',
    GateAnswerFields.closeAt,
    'Giờ tự đóng, ví dụ 22:00 (bỏ qua: không tự đóng)'
  )
  for (const found of await cameras()) terminal.tell(`  Thấy camera trong mạng: ${found}`)
  const camera = await asked(
    'camera',
    GateAnswerFields.camera,
    'Địa chỉ RTSP của camera, có cả tên và mật khẩu (bỏ qua: không có; không hiện khi gõ)',
    { hidden: true }
  )
  return defined({ gate, kind, topic, id, travelSeconds, closeAt, camera })
}

async function askKind({ tell, ask }: InstallerTerminal): Promise<string> {
  const all = Object.entries(kitKinds)
  tell('Loại bộ điều khiển:')
  for (const [i, [name, { says }]] of all.entries()) tell(`  ${i + 1}. ${name}: ${says}`)
  for (;;) {
    const answer = await ask('Số hoặc tên:')
    const chosen = Object.hasOwn(kitKinds, answer) ? answer : all[Number(answer) - 1]?.[0]
    if (chosen !== undefined) return chosen
    tell(`  Chọn một số từ 1 đến ${all.length}.`)
  }
}

interface AskOptions {
  hidden?: boolean
  /** An answer is required although the shape could do without. */
  needed?: boolean
  convert?: (text: string) => unknown
}

/** Returns a function that asks until the answer has the shape; empty gives undefined where the shape allows it. */
function asker({ tell, ask }: InstallerTerminal) {
  return async (
    field: string,
    shape: v.GenericSchema,
    question: string,
    { hidden = false, needed = false, convert = (text) => text }: AskOptions = {}
  ): Promise<unknown> => {
    for (;;) {
      const typed = await ask(`${question}:`, { hidden })
      const answer = typed === '' ? undefined : convert(typed)
      const why =
        answer === undefined && needed ? 'Câu này phải có trả lời.' : wrongAnswer(field, shape, answer)
      if (why === null) return answer
      tell(`  ${why}`)
    }
  }
}

async function confirms({ ask }: InstallerTerminal, question: string): Promise<boolean> {
  return ['co', 'có', 'c', 'y'].includes((await ask(`${question} (có/không):`)).toLowerCase())
}

const defined = (all: object) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
