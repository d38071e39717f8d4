import type { TipWords } from './tips-vi.ts'

export const tips: TipWords = {
  write: 'New tip',
  tip: 'Tip',
  titled: (category: string) => `Tip · ${category}`,
  came: (source: string) => `How it came: ${source}`,
  sources: {
    phone: 'Phone call',
    visit: 'In person',
    zalo: 'Zalo',
    vneid: 'VNeID',
    '113': '113',
    letter: 'Letter'
  },
  triages: {
    security: 'Security and order',
    crime: 'Signs of a crime'
  },
  hoursLeft: (hours: number) => `${hours} h left`,
  minutesLeft: (minutes: number) => `${minutes} min left`,
  over: (hours: number) => `over ${hours} h`,
  law: (usual: number, remote: number, source: string) =>
    `To the investigation agency within ${usual} hours, ${remote} in remote places (for orientation: ${source})`,
  answer: 'Answer the informer',
  answered: 'Informer answered',
  notAnswered: 'Informer not answered yet',
  referenceIs: (reference: string) => `Number in the tip software: ${reference}`,
  form: {
    title: 'New tip',
    source: 'How did it come?',
    sourceMissing: 'Please choose how it came.',
    text: 'What was told?',
    textHint: 'For example: last night strangers carried a pump away towards the canal',
    textMissing: 'Please write in short what was told.',
    anonymous: 'No name, phone number or anything else that shows who told it: many people read this book.',
    triage: 'What is it?',
    triageMissing: 'Please choose one.',
    receiver: 'Received by (optional)',
    usualReceiver: 'PC01',
    receiverHint: 'For example: PC01',
    reference: 'Number in the tip software (optional)',
    answerText: 'What was the answer? (optional)'
  }
}
