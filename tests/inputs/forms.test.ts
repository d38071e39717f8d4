import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { forms } from './forms.ts'

const at = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url))
const svelteIn = (folder: string) =>
  readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'))
/** Matches what somebody may type into, as the markup of a component names it. */
const typedInto = /<(form|FormScreen|input|textarea|Field|DayField|MoneyField|PersonPicker|PageForm)\b/
const notTyped = new Set([
  // It draws the fields of whoever uses it.
  'src/lib/shell/forms/FormScreen.svelte',
  // A picture has its own tests.
  '(incidents)/PhotoField.svelte',
  '(incidents)/SelectedPane.svelte',
  '(incidents)/incident/[id]/AddPhoto.svelte',
  // Nothing is typed: it ticks records, tests/browser/devices/unconfirmed.spec.ts.
  'src/lib/shell/Unconfirmed.svelte',
  // They only look for what is there: tests/browser/strangers/strangers.spec.ts, gate-search.test.ts,
  // notice-register.test.ts.
  '(strangers)/strangers/List.svelte',
  '(gates)/gates/log/+page.svelte',
  '(notices)/notices/[id]/place/[notice]/PlaceList.svelte',
  // Refuses by the hour at which the gate closes: postpone-draft.test.ts has the rows.
  '(gates)/gate/[id]/postpone/PostponeForm.svelte',
  // It is sent by a slide: tests/browser/gates/gate.spec.ts gives its field the rows.
  '(gates)/gate/[id]/open/OpenForm.svelte',
  // tests/browser/access/enrol.spec.ts gives them the rows: one is held, one needs a gate that is tested.
  'src/lib/shell/forms/ReasonHold.svelte',
  '(gates)/GateForm.svelte',
  '(gates)/gate/[id]/acceptance/[step]/StepScreen.svelte',
  // Nothing of it is recorded, and it needs a machine at the gate: tests/browser/gates/survey.spec.ts types into it.
  '(gates)/gate/[id]/survey/Chooser.svelte',
  '(gates)/gate/[id]/survey/Contact.svelte',
  '(gates)/gate/[id]/survey/Trial.svelte',
  // tests/browser/access/secret.spec.ts gives its field the rows: nothing of it is recorded.
  '(access)/PassphraseForm.svelte',
  // A password may be any text: password-draft.test.ts has the rows, password-change.test.ts those of the first one.
  '(settings)/settings/password/+page.svelte',
  '(access)/FirstPassword.svelte',
  // Nothing is typed: a box is ticked.
  '(gates)/gate/[id]/open/SaysUnseen.svelte',
  // It asks why before it shows a number, and closes: tests/browser/personal/private.spec.ts.
  '(personal)/private/[about]/[id]/RevealForm.svelte',
  // It needs a host with a sign: tests/browser/hui/hui-signs.spec.ts gives its field the rows.
  '(hui)/hui/person/[id]/signs/ReviewForm.svelte',
  // Its number has no draft and takes a network: tests/browser/hui/hui-remarks.spec.ts; remark-draft.test.ts has the rows.
  '(hui)/hui/person/[id]/remarks/[kind]/MarkForm.svelte',
  // It needs a due that came late: interest-draft.test.ts has the rows, tests/browser/hui/hui-ledger.spec.ts types into it.
  '(hui)/hui/[id]/interest/InterestForm.svelte',
  // They need a line that was stopped: debt-draft.test.ts and settlement-draft.test.ts have the rows.
  '(hui)/hui/[id]/settlement/ShareRows.svelte',
  '(hui)/hui/[id]/settlement/SettlementForm.svelte',
  '(hui)/hui/[id]/debt/DebtForm.svelte',
  // It records nothing itself: pay-day.test.ts has the rows, tests/browser/hui/hui-days.spec.ts types into it.
  '(hui)/hui/[id]/pay/DayChoice.svelte',
  // Nothing is typed.
  '(personal)/private/[about]/[id]/RemoveForm.svelte',
  // Nothing of it is recorded: tests/browser/peers/channel.spec.ts types into it, signal-text.test.ts has the rows of its text.
  '(peers)/peers/_channel/ChannelScan.svelte',
  // Nothing of it is recorded: tests/browser/peers/peer-files.spec.ts types into it, code.test.ts has the rows of its code.
  '(peers)/peers/TakeForm.svelte',
  // Nothing is typed: a file is chosen, hand-in.test.ts has what is none.
  '(home)/_host/OwnCopy.svelte',
  // By a hold: tests/journeys/alarm.spec.ts gives its field the rows.
  '(alarms)/alarm/[id]/end/EndForm.svelte',
  // By a hold: tests/browser/handover/handover.spec.ts gives its field the rows.
  '(handover)/phones/account/[account]/handover/HandoverForm.svelte'
])

test('every form of the app has its rows of odd inputs', () => {
  const takesInput = (file: string) => typedInto.test(readFileSync(file, 'utf8'))
  const drawn = [
    ...svelteIn('src/routes').filter((file) => takesInput(join(at('src/routes'), file))),
    ...svelteIn('src/lib/shell')
      .map((file) => `src/lib/shell/${file}`)
      .filter((file) => takesInput(at(file)))
  ].filter((file) => !notTyped.has(file))
  const known = new Set<string>(Object.values(forms).flatMap(({ files }) => files))
  expect(drawn.filter((file) => !known.has(file))).toEqual([])
  for (const { fields } of Object.values(forms))
    for (const { refused } of fields) expect(refused.length).toBeGreaterThan(0)
})

test('every field of a form has a row', () => {
  const rowsOf = new Map<string, number>()
  for (const { files, fields } of Object.values(forms))
    for (const file of files) rowsOf.set(file, (rowsOf.get(file) ?? 0) + fields.length)
  const fieldsOf = (file: string) =>
    readFileSync(at(file.startsWith('src/') ? file : `src/routes/${file}`), 'utf8').match(
      /<(?:Field|DayField|MoneyField|textarea)\b/g
    )?.length ?? 0
  // A field that a form draws through a component of its own has a row more.
  expect([...rowsOf].filter(([file, rows]) => fieldsOf(file) > rows)).toEqual([])
})
