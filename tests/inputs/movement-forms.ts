import { movementLimits } from '#lib/domain/movement/facts.ts'
import { movementVi as movement } from '#lib/i18n/movement/movement-vi.ts'
import { days, numbers } from './odd.ts'
import { own, type FormRows } from './rows.ts'

const { form: model } = movement

/** The forms of the movement. */
export const movementForms = {
  model: {
    files: ['(movement)/movement/ModelForm.svelte'],
    fields: [
      own(model.name, 'name', movementLimits.name, model.nameMissing),
      { label: model.since, refused: days(model.sinceMissing, model.future) },
      own(model.place, 'place', movementLimits.place)
    ]
  },
  modelEnd: {
    files: ['(movement)/movement/ModelForm.svelte'],
    fields: [
      {
        label: model.until,
        refused: [
          { what: 'before it began', typed: '04/01/2026', says: model.untilBefore },
          ...days(model.dayMissing).filter(({ typed }) => typed !== '')
        ]
      }
    ]
  },
  group: {
    files: ['(movement)/movement/GroupForm.svelte'],
    fields: [
      own(model.groupName, 'name', movementLimits.name, model.groupMissing),
      ...[model.groups, model.members].map((label) => ({
        label,
        refused: [
          ...numbers(model.number, model.tooMany),
          { what: 'nothing', typed: '', says: model.number },
          { what: 'one too many', typed: '1.000.000.001', says: model.tooMany }
        ]
      })),
      { label: model.day, refused: days(model.dayMissing, model.future) }
    ]
  },
  asOf: {
    files: ['(movement)/movement/+page.svelte'],
    fields: [
      {
        label: movement.asOf,
        refused: days('', movement.future)
          .filter(({ typed }) => typed !== '')
          .map((row) => ({ ...row, says: movement.future }))
      }
    ]
  }
} as const satisfies Record<string, FormRows>
