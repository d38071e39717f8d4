import type { MarkingWords } from './marking-vi.ts'

export const marking: MarkingWords = {
  never: 'Enter no state secrets, secret collaborators or secret facilities.',
  title: 'Not saved: it bears a secrecy marking',
  why: 'The Law on Protection of State Secrets 117/2025/QH15, Article 5, forbids keeping state secrets on a device with a network. Please use the paper book for secret documents.',
  where:
    'The text is only on this screen: this phone keeps no draft of it, and nothing was sent to the server.',
  ordinary: 'If it is no secret, change where it says MẬT, TỐI MẬT or TUYỆT MẬT, and save again.',
  here: 'The marking is here.',
  clear: 'Delete from this phone',
  cleared: 'The text with the marking is gone from the screen. Neither this phone nor the server keeps it.'
}
