import { expect, test } from 'vitest'

const sources = import.meta.glob<string>(
  ['../../src/routes/**/*.svelte', '../../src/lib/shell/**/*.svelte'],
  { eager: true, query: '?raw', import: 'default' }
)
const short = (path: string) => path.replace('../../src/routes/', '').replace('../../src/lib/', '')
const files = new Map(Object.entries(sources).map(([path, text]) => [short(path), text]))

/** The markup of a field into which somebody may type any text. */
const freeText = /<(?:Field|textarea|PersonPicker)\b/
/** The markup that shows the offer: every form's screen, and the card by itself. */
const offers = /<(?:FormScreen|InlineForm|NumberNotice)\b/

/** Lists components whose texts get into no record, with the reason. */
const notKept: Record<string, string> = {
  'shell/forms/FormScreen.svelte': 'draws the fields of whoever uses it',
  '(access)/SignIn.svelte': 'an account and its password',
  '(access)/FirstPassword.svelte': 'a password',
  '(access)/PassphraseForm.svelte': 'a passphrase',
  '(settings)/settings/password/+page.svelte': 'a password',
  '(peers)/peers/_channel/ChannelScan.svelte': 'a code, which joins two phones',
  '(peers)/peers/TakeForm.svelte': 'a code, which opens one file',
  '(strangers)/strangers/List.svelte': 'a search',
  '(notices)/notices/List.svelte': 'a search',
  '(notices)/notices/[id]/place/[notice]/PlaceList.svelte': 'a search',
  '(gates)/gates/log/+page.svelte': 'a search',
  '(hui)/hui/List.svelte': 'a search',
  '(hui)/hui/groups/+page.svelte': 'a search, and a day',
  '(incidents)/List.svelte': 'a search',
  '(incidents)/SelectedPane.svelte': 'a search',
  '(movement)/movement/+page.svelte': 'a day',
  '(gates)/gate/[id]/survey/Chooser.svelte': 'a controller’s place at its broker',
  '(gates)/gate/[id]/local/LocalForm.svelte':
    'a machine’s address, which leads nowhere once a part is covered'
}
/** Fields that stand in a form that makes the offer for them. */
const partOf: Record<string, string> = {
  '(hui)/hui/new/LineFields.svelte': '(hui)/hui/new/LineForm.svelte',
  '(hui)/hui/[id]/round/LotFields.svelte': '(hui)/hui/[id]/round/RoundForm.svelte',
  '(incidents)/incident/new/PlaceField.svelte': '(incidents)/incident/new/ReportForm.svelte'
}
/** Commands to a gate, and what an alarm waits for: they warn, and go on. */
const urgent = [
  '(alarms)/alarm/[id]/answer/[gate]/AnswerForm.svelte',
  '(alarms)/alarm/[id]/describe/DescribeForm.svelte',
  '(alarms)/alarm/[id]/end/EndForm.svelte',
  '(gates)/gate/[id]/lock/LockForm.svelte',
  '(gates)/gate/[id]/open/OpenForm.svelte',
  '(gates)/gate/[id]/postpone/PostponeForm.svelte'
]

/** Returns the files with a free text whose form never offers to take a number out of it. */
const withoutOffer = (all: ReadonlyMap<string, string>) =>
  [...all]
    .filter(([file, text]) => freeText.test(text) && !offers.test(text) && !notKept[file])
    .filter(([file]) => {
      const whole = all.get(partOf[file] ?? '') ?? ''
      const name = file.slice(file.lastIndexOf('/') + 1, -'.svelte'.length)
      return !(offers.test(whole) && whole.includes(`<${name}`))
    })
    .map(([file]) => file)

test('every form with a free text offers to take a number out of it, or warns of it', () => {
  expect([...files.values()].filter((text) => freeText.test(text)).length).toBeGreaterThan(40)
  expect(withoutOffer(files)).toEqual([])
  const named = [...Object.keys(notKept), ...Object.keys(partOf)]
  expect(named.filter((file) => !files.has(file))).toEqual([])
  expect(withoutOffer(new Map([['(hui)/NewForm.svelte', '<Field label="Vì sao" />']]))).toHaveLength(1)
})

test('no form keeps the offer off but those of the private book itself, its values and how to reach who asked, and the one whose number is not kept', () => {
  const off = [...files].filter(([, text]) => text.includes('offersNumbers: false')).map(([file]) => file)
  expect(off.sort()).toEqual([
    '(hui)/hui/person/[id]/remarks/[kind]/MarkForm.svelte',
    '(personal)/private/[about]/[id]/DetailScreen.svelte',
    '(personal)/settings/personal/new/+page.svelte'
  ])
})

test('a number holds up no command to a gate and nothing that an alarm waits for', () => {
  const warning = [...files].filter(([, text]) =>
    /<FormScreen\s[^>]*\burgent\b|<NumberNotice [^>]*\bwarns \/>/.test(text)
  )
  expect(warning.map(([file]) => file).sort()).toEqual(urgent)
  expect(warning.filter(([, text]) => text.includes('numbers.stops()'))).toEqual([])
  const alarm = [...files].filter(
    ([file, text]) => file.startsWith('(alarms)/alarm') && text.includes('<FormScreen')
  )
  expect(alarm.map(([file]) => file).filter((file) => !urgent.includes(file))).toEqual([])
})
