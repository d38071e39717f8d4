import type { ClientInit } from '@sveltejs/kit'

/** An address that cannot be read (cut off in a message) would stop the start: it opens the first page instead. */
export const init: ClientInit = () => {
  try {
    decodeURI(location.pathname)
  } catch {
    history.replaceState(history.state, '', '/')
  }
}
