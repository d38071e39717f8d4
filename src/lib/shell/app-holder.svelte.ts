import type { App } from '#lib/app/app.svelte.ts'
import { setApp } from '#lib/app/context.ts'

/** Locks the app after it has been hidden this long, ms. */
const lockAfter = 15 * 60_000

/** Starts loading while the shell is still being drawn. */
const starting = import('#lib/app/start.ts')
starting.catch(() => {})

/** Holds this tab's App; the store behind it loads after the first paint. */
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
      const app = createApp(APP_VERSION)
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

/**
 * Locks the app when it has been hidden too long: an unattended phone may be picked up by anybody. Also checks the time
 * on return, because a sleeping phone runs no timers.
 */
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
