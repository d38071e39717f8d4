/** Does the whole app lie on this phone, so that it opens without a network? `none`: this browser keeps none. */
class WholeApp {
  state = $state<'here' | 'coming' | 'none'>('none')
}

export const wholeApp = new WholeApp()
