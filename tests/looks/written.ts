import { randomBytes } from 'node:crypto'
import { certifiedId } from '#lib/domain/certified-id.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { demoWrittenAt } from '../browser/server.ts'
import { TestDevice } from '../facts.ts'

/** The demo has ids of the day on which it was written, Unix ms. */
export const writtenAt = Number(process.env[demoWrittenAt] ?? Date.now())

/** The commander's own phone, whose first entry is that it is there. */
export const chiefPhone = new TestDevice('ph-truong')
/** A gate's test as it was signed by that phone, its second entry. */
export const accepted = certifiedId(
  { unit: 'xa-phong-hiep', book: 'directory', device: chiefPhone.id, n: 2 },
  writtenAt
)
/** The command of an emergency that nobody has looked at yet. */
export const emergency = uuidv7(writtenAt, randomBytes(10))

/** A phone that was lost. */
export const oldPhone = 'Máy cũ của Tư Khởi'

/** What happened, as it was written before the screens are looked at. */
export const reported = 'Mất xe Wave đỏ trước quán nước, thấy hai người chạy về hướng cổng Kinh 3'
