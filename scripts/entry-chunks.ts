import type { Plugin } from 'vite'

/** Modules that signing in and unlocking need, and those that an open notebook needs besides; each with all that it imports. */
const ends = {
  'first-screen': [
    '@sveltejs/kit/src/runtime/client/entry.js',
    'client-optimized/app.js',
    'src/routes/+layout.ts',
    'src/routes/+layout.svelte',
    'src/routes/+error.svelte',
    'src/routes/(home)/+page.svelte',
    'src/lib/app/start.ts'
  ],
  notebook: [
    'src/lib/shell/Shell.svelte',
    'src/routes/(home)/Home.svelte',
    'src/lib/app/notebook/notebook.svelte.ts',
    'src/lib/data/store/open-store.ts',
    'src/lib/data/drafts/draft-table.ts',
    'src/lib/domain/rules.ts'
  ]
}

/** Puts each entry into one file: a slow phone takes longer to request seventy small files than to read them. */
export function entryChunks(): Plugin {
  const entryById = new Map<string, string>()
  return {
    name: 'entry-chunks',
    applyToEnvironment: ({ name }) => name === 'client',
    config: () => ({
      build: {
        rolldownOptions: {
          output: { codeSplitting: { groups: [{ name: (id) => entryById.get(id) ?? null }] } }
        }
      }
    }),
    buildEnd() {
      entryById.clear()
      const all = [...this.getModuleIds()]
      for (const [name, roots] of Object.entries(ends)) {
        const take = (id: string) => {
          if (entryById.has(id)) return
          entryById.set(id, name)
          for (const imported of this.getModuleInfo(id)?.importedIds ?? []) take(imported)
        }
        for (const end of roots) {
          const id = all.find((id) => id.endsWith(end))
          // A moved file would silently leave its chunk and load as dozens of small ones.
          if (!id) this.error(`scripts/entry-chunks.ts: nothing is built from ${end}`)
          take(id)
        }
      }
    }
  }
}
