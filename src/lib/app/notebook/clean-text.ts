import { isVisible, isWellFormed, withoutControls } from '#lib/domain/shapes.ts'

export { isVisible, isWellFormed }

/** A person's words as they are recorded: in NFC, since keyboards differ, without what cannot be seen, trimmed. */
export const cleanText = (text: string) => withoutControls(text.normalize('NFC')).trim()
