import type { RoleEndWords } from './role-ends-vi.ts'

const dayText = (day: string) => day.split('-').reverse().join('/')

export const roleEnds: RoleEndWords = {
  title: 'Last days',
  text: 'After that day neither server nor gates obey. What was recorded before is still sent.',
  until: (day) => `Until the end of ${dayText(day)}.`,
  soon: (role, day) =>
    `The role ${role} lasts until the end of ${dayText(day)}. If you stay on duty, ask the commander to have it extended.`
}
