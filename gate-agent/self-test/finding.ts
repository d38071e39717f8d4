/** Tells what the self-test found out about one thing; `says` is a Vietnamese sentence for the installer. */
export interface TestFinding {
  state: 'good' | 'bad' | 'unsure'
  says: string
}

export const good = (says: string): TestFinding => ({ state: 'good', says })
export const bad = (says: string): TestFinding => ({ state: 'bad', says })
export const unsure = (says: string): TestFinding => ({ state: 'unsure', says })

const marks = { good: '✔', bad: '✘', unsure: '?' }

/** Returns a finding as one line for the terminal. */
export const findingLine = ({ state, says }: TestFinding) => `${marks[state]} ${says}`
