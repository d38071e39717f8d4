import type { Plugin } from 'vite'

const whole = "import * as svelte from 'svelte';"
const taken = ['onMount', 'settled', 'tick', 'untrack']

/** Has SvelteKit's client take from Svelte what it uses: through the whole namespace, all that Svelte exports would stay. */
export const partsOfSvelte: Plugin = {
  name: 'parts-of-svelte',
  transform: {
    filter: { id: /@sveltejs\/kit\/src\/runtime\/client\/client\.js$/ },
    handler(code) {
      if (!code.includes(whole)) this.error(`scripts/parts-of-svelte.ts: SvelteKit's client has no ${whole}`)
      const named = taken.map((name) => `${name} as ${name}OfSvelte`).join(', ')
      const object = taken.map((name) => `${name}: ${name}OfSvelte`).join(', ')
      return {
        code: code.replace(whole, `import { ${named} } from 'svelte';const svelte = { ${object} };`),
        map: null
      }
    }
  }
}
