import type { ClientInit } from '@sveltejs/kit'

/** Opens the first page when the address cannot be decoded (e.g. cut off in a message); it would stop the start. */
export const init: ClientInit = () => {
  try {
    decodeURI(location.pathname)
  } catch {
    history.replaceState(history.state, '', '/')
  }
}
