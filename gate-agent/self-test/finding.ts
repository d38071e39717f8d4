/** What the self-test found out about one thing; `says` is a Vietnamese sentence for the installer. */
export interface Finding {
  state: 'good' | 'bad' | 'unsure'
  says: string
}

export const good = (says: string): Finding => ({ state: 'good', says })
export const bad = (says: string): Finding => ({ state: 'bad', says })
export const unsure = (says: string): Finding => ({ state: 'unsure', says })

const marks = { good: '✔', bad: '✘', unsure: '?' }

/** Returns a finding as one line for the terminal. */
export const lineOf = ({ state, says }: Finding) => `${marks[state]} ${says}`
