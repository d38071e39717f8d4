import { createContext } from 'svelte'

export const languages = ['vi', 'en'] as const
type Language = (typeof languages)[number]
/** Colour themes. `sun`: high contrast for a screen in bright light. */
export const themes = ['auto', 'light', 'dark', 'sun'] as const
export type Theme = (typeof themes)[number]

/** Settings for the sound of alerts while the app is open. */
export const sounds = ['on', 'off'] as const
export type Sound = (typeof sounds)[number]

/** Storage in which settings survive a restart; `localStorage` in the browser. No record goes there. */
export interface SettingsStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** Display settings, kept on the phone for everybody who uses it. */
export class Settings {
  #language = $state<Language>('vi')
  #theme = $state<Theme>('auto')
  #sound = $state<Sound>('on')

  constructor(private readonly shelf: SettingsStorage) {
    this.read()
  }

  /** Reads the stored settings again: another tab may have changed them. */
  read(): void {
    const { shelf } = this
    this.#language = languages.find((language) => language === shelf.getItem('language')) ?? 'vi'
    this.#theme = themes.find((theme) => theme === shelf.getItem('theme')) ?? 'auto'
    this.#sound = shelf.getItem('sound') === 'off' ? 'off' : 'on'
  }

  /** When the offer to turn notifications on may come again, Unix ms; 0: at once. */
  get wakeOfferAfter(): number {
    return Number(this.shelf.getItem('wake-offer-after')) || 0
  }
  set wakeOfferAfter(at: number) {
    this.shelf.setItem('wake-offer-after', String(at))
  }

  get sound(): Sound {
    return this.#sound
  }
  set sound(sound: Sound) {
    this.#sound = sound
    this.shelf.setItem('sound', sound)
  }

  get language(): Language {
    return this.#language
  }
  set language(language: Language) {
    this.#language = language
    this.shelf.setItem('language', language)
  }

  get theme(): Theme {
    return this.#theme
  }
  set theme(theme: Theme) {
    this.#theme = theme
    this.shelf.setItem('theme', theme)
  }
}

export const [getSettings, setSettings] = createContext<Settings>()
