import { huiLimits } from '#lib/domain/hui/facts/amounts.ts'
import { noticeLimits } from '#lib/domain/notices/facts.ts'
import { register as t } from '#lib/i18n/notices/register-vi.ts'
import { days, numbers, oddSearches, words } from './odd.ts'
import { own, type FormRows } from './rows.ts'

const { form } = t
const noNumber = ['', '0'].map((typed) => ({ what: `“${typed}”`, typed, says: form.digits }))

/** The forms of the register of notices. */
export const noticeForms = {
  receive: {
    files: ['(notices)/notices/[id]/receive/ReceiveForm.svelte'],
    fields: [
      own(form.number, 'number', noticeLimits.number, form.numberMissing),
      own(form.from, 'from', noticeLimits.from, form.fromMissing),
      { label: form.receivedOn, refused: days(form.day, form.future) },
      { label: form.startsOn, refused: days(form.day) },
      {
        label: form.endsOn,
        refused: [{ what: 'a day before the first', typed: '01/01/2020', says: form.endEarly }]
      },
      {
        label: form.value,
        refused: [...numbers(form.digits, form.tooMuch), ...noNumber]
      },
      { label: form.members, refused: [...numbers(form.digits, form.tooMuch), ...noNumber] }
    ]
  },
  noticeNew: {
    files: ['(notices)/notices/[id]/receive/ReceiveForm.svelte'],
    fields: [
      { label: form.host, refused: words(huiLimits.name, form.hostMissing) },
      { label: form.hamlet, refused: words(huiLimits.hamlet) }
    ]
  },
  noticeAsk: {
    files: ['(notices)/notices/[id]/ask/AskForm.svelte'],
    fields: [
      {
        label: t.ask.by,
        refused: [
          { what: 'a day that has passed', typed: '01/01/2020', says: t.ask.passed },
          { what: 'no day of the calendar', typed: '31/02/2026', says: form.day }
        ]
      }
    ]
  },
  withdraw: {
    files: ['(notices)/notices/[id]/WithdrawForm.svelte'],
    fields: [{ label: t.reason, refused: words(noticeLimits.reason, t.reasonMissing) }]
  },
  noticeSearch: {
    files: ['(notices)/notices/List.svelte'],
    fields: [
      { label: t.search, refused: oddSearches.map((typed) => ({ what: typed, typed, says: t.notFound })) }
    ]
  }
} as const satisfies Record<string, FormRows>
