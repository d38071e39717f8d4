import type { App } from '#lib/app/app.svelte.ts'
import { setApp } from '#lib/app/context.ts'

/** How long an app may lie unseen before it locks itself, ms. */
const lockAfter = 15 * 60_000

/** On its way while the shell is still being drawn. */
const starting = import('#lib/app/start.ts')
starting.catch(() => {})

/** The App of this tab; the store behind it is loaded after the first paint. */
export function holdApp() {
  let current = $state.raw<App | null>(null)
  let broken = $state(false)
  setApp(() => {
    if (!current) throw new Error('the app is not open yet')
    return current
  })

  async function open() {
    try {
      broken = false
      const { createApp } = await starting
      const app = createApp()
      await app.start()
      current = app
      lockWhenUnseen(app)
    } catch (problem) {
      broken = true
      throw problem
    }
  }

  return {
    get current() {
      return current
    },
    get broken() {
      return broken
    },
    open: () => void open()
  }
}

/** A phone left lying is a phone somebody finds. The time is checked on return too, for a sleeping phone runs no timer. */
function lockWhenUnseen(app: App) {
  let since = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const lock = () => void (app.phase === 'open' && app.lock())
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') {
      since = Date.now()
      timer = setTimeout(lock, lockAfter)
    } else if (Date.now() - since >= lockAfter) lock()
  })
}
