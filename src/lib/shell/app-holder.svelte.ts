import { lockAfterMs, Untouched } from '#lib/app/access/auto-lock.ts'
import type { App } from '#lib/app/app.svelte.ts'
import { setApp } from '#lib/app/context.ts'

/** How often it is looked whether anybody has touched the app, ms. */
const checkEvery = 30_000

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
      lockWhenUntouched(app)
      sealWhenPutAway(app)
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

/** Seals what is unsent when the app goes out of sight: a phone that is put away may be switched off before it locks. */
function sealWhenPutAway(app: App) {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void app.notebook?.sealUnsent()
  })
}

/**
 * Locks the app when nobody has touched it for too long: an unattended phone may be picked up by anybody. Also checks on
 * return, because a sleeping phone runs no timers.
 */
function lockWhenUntouched(app: App) {
  const untouched = new Untouched([Date.now, () => performance.now()])
  const isWatched = () => document.visibilityState === 'visible' && location.pathname.startsWith('/alarm')
  const check = () => {
    const { notebook } = app
    if (notebook && untouched.ms >= lockAfterMs(notebook.roles, isWatched())) void app.lock()
  }
  const touch = () => {
    check()
    untouched.touch()
  }
  for (const event of ['pointerdown', 'keydown', 'scroll'])
    addEventListener(event, touch, { capture: true, passive: true })
  document.addEventListener('visibilitychange', check)
  setInterval(check, checkEvery)
}
