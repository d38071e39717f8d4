import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { demoWrittenAt } from '../browser/server.ts'

/** The demo has ids of the day on which it was written, Unix ms. */
export const writtenAt = Number(process.env[demoWrittenAt] ?? Date.now())

const newId = () => uuidv7(writtenAt, randomBytes(10))
/** A gate's test as it was signed, and the command of an emergency that nobody has looked at yet. */
export const [accepted, emergency] = [newId(), newId()]

/** A phone that was lost. */
export const oldPhone = 'Máy cũ của Tư Khởi'

/** What happened, as it was written before the screens are looked at. */
export const reported = 'Mất xe Wave đỏ trước quán nước, thấy hai người chạy về hướng cổng Kinh 3'
