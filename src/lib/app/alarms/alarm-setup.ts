import type { GateContact, Neighbour } from '#lib/domain/alarms/alarm-plan.ts'
import type { GateGroup } from '#lib/domain/directory/directory.ts'
import { maxNeighbours } from '#lib/domain/directory/facts.ts'
import { maxPreparedName } from '#lib/domain/directory/limits.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { dialled } from '../settings/contacts.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { maxNeighbours, maxPreparedName }

/** A group as a form holds it. */
export interface GroupForm {
  name: string
  gates: string[]
}

/** The contact who keeps a gate's key, as a form holds it; '' is nobody. */
export interface ContactForm {
  household: string
  phone: string
}

/** Neighbours as a form holds them, row by row; a row with both fields empty is none. */
export interface NeighbourForm {
  name: string
  phone: string
}

/** Names a new group of gates for the whole unit, or renames one. @param group null for a new one */
export function nameGroup(notebook: Notebook, group: string | null, form: GroupForm): Promise<Outcome> {
  const id = group ?? uuidv7(notebook.now(), crypto.getRandomValues(new Uint8Array(10)))
  return directory(notebook, `group/${id}`, {
    type: 'directory.gate-group-named',
    body: { group: id, name: cleanText(form.name), gates: form.gates }
  })
}

/** Removes a group; from then on its gates are closed only together with the whole unit's. */
export function dropGroup(notebook: Notebook, { group, name }: GateGroup): Promise<Outcome> {
  return directory(notebook, `group/${group}`, {
    type: 'directory.gate-group-named',
    body: { group, name, gates: [] }
  })
}

export function setGateContact(notebook: Notebook, gate: string, form: ContactForm): Promise<Outcome> {
  const [household, phone] = [cleanText(form.household), dialled(form.phone)]
  const body: GateContact = { gate, ...(household && { household }), ...(phone && { phone }) }
  return directory(notebook, `gate/${gate}`, { type: 'directory.gate-contact-set', body })
}

export function setNeighbours(notebook: Notebook, lines: readonly NeighbourForm[]): Promise<Outcome> {
  const neighbours: Neighbour[] = lines
    .map(({ name, phone }) => ({ name: cleanText(name), phone: dialled(phone) }))
    .filter(({ name, phone }) => name && phone)
  return directory(notebook, `unit/${notebook.unit}`, {
    type: 'directory.neighbours-set',
    body: { neighbours }
  })
}

type DraftContent =
  | { type: 'directory.gate-group-named'; body: GateGroup }
  | { type: 'directory.gate-contact-set'; body: GateContact }
  | { type: 'directory.neighbours-set'; body: { neighbours: Neighbour[] } }

function directory(notebook: Notebook, stream: string, said: DraftContent): Promise<Outcome> {
  return notebook.record({ unit: notebook.unit, book: 'directory', stream, ...said })
}
