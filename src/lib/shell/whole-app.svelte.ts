/**
 * Tells whether the whole app is stored on this phone, so that it opens offline. `none`: this browser cannot store it.
 */
class WholeApp {
  state = $state<'here' | 'coming' | 'none'>('none')
}

export const wholeApp = new WholeApp()
