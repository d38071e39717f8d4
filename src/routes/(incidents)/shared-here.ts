import { page } from '$app/state'
import type { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import { SharedItems } from '#lib/app/sharing/shared-items.svelte.ts'
import type { IncidentStore } from '#lib/app/incidents/incident-store.svelte.ts'
import type { Outcome } from '#lib/app/notebook/record.ts'

/** Query parameter that names the shared item from which a form was filled. */
export const sharedParam = 'shared'

/** Removes the shared item behind the form on screen once what was made of it is recorded, its pictures too. */
export function sharedHere(notebook: Notebook, store: IncidentStore) {
  const id = page.url.searchParams.get(sharedParam)
  return {
    async usedUp(saving: Promise<Outcome>): Promise<Outcome> {
      const outcome = await saving
      if (!id || !outcome.ok) return outcome
      const { photos } = store.page(outcome.fact.stream.slice('incident/'.length))
      const shared = notebook.open(SharedItems)
      // Leaves what cannot be removed now to be removed by hand.
      if (photos.all.length === 0) await shared.remove(id).catch(() => {})
      return outcome
    }
  }
}
