import { isVisible, isWellFormed, withoutControls } from '#lib/domain/shapes.ts'

export { isVisible, isWellFormed }

/** Normalizes typed text for recording: NFC, since keyboards differ, without invisible characters, trimmed. */
export const cleanText = (text: string) => withoutControls(text.normalize('NFC')).trim()
