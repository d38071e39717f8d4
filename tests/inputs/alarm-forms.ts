import { alarmLimits } from '#lib/domain/alarms/facts.ts'
import { alarm } from '#lib/i18n/alarms/alarm-vi.ts'
import { phones, words } from './odd.ts'
import type { FormRows } from './rows.ts'

const { prepare } = alarm

/** The forms of alarms, and of what is prepared for them. */
export const alarmForms = {
  describe: {
    files: ['(alarms)/alarm/[id]/describe/DescribeForm.svelte'],
    fields: [{ label: alarm.words, refused: words(alarmLimits.text) }]
  },
  gateAnswer: {
    files: ['(alarms)/alarm/[id]/answer/[gate]/AnswerForm.svelte'],
    fields: [{ label: alarm.answerText, refused: words(alarmLimits.text) }]
  },
  gateGroup: {
    files: ['(alarms)/settings/alarm/group/[group]/GroupForm.svelte'],
    fields: [{ label: prepare.groupName, refused: words(80, prepare.groupNameMissing) }]
  },
  gateContact: {
    files: ['(alarms)/settings/alarm/gate/[gate]/ContactForm.svelte'],
    fields: [
      { label: prepare.household, refused: words(80) },
      { label: prepare.phone, refused: phones }
    ]
  },
  neighbours: {
    files: ['(alarms)/settings/alarm/neighbours/+page.svelte'],
    fields: [
      { label: prepare.neighbour(1), refused: words(80) },
      { label: prepare.neighbourPhone(1), refused: phones }
    ]
  }
} as const satisfies Record<string, FormRows>
