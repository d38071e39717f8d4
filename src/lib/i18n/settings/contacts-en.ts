import type { CallWords } from './contacts-vi.ts'

export const calls: CallWords = {
  police: 'Call the police',
  duty: 'Call the duty desk',
  committee: 'Call the People’s Committee',
  callPolice: 'CALL POLICE',
  numbers: 'Duty phone numbers',
  numbersText:
    'The button Call the police on every phone of the unit calls this number. Left empty, there is no button.',
  policeNumber: 'Police on duty',
  committeeNumber: 'People’s Committee on duty (if any)',
  example: 'For example: 0900 000 001',
  wrong: 'Not saved, your text is still here. A number has 3 to 15 digits.',
  none: 'No number yet'
}
