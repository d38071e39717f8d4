import { createContext } from 'svelte'

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

/** Keeps Chrome's install prompt until the person accepts it. */
export class Installer {
  #offer = $state.raw<InstallPrompt | null>(null)

  constructor(target: EventTarget) {
    target.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault()
      this.#offer = event as InstallPrompt
    })
    target.addEventListener('appinstalled', () => (this.#offer = null))
  }

  get ready(): boolean {
    return this.#offer !== null
  }

  ask(): void {
    void this.#offer?.prompt()
    this.#offer = null
  }
}

export const [getInstaller, setInstaller] = createContext<Installer>()
