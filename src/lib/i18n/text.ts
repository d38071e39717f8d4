import type { English } from './english.ts'

export type Language = 'vi' | 'en'

let chosen = (): Language => 'vi'
let english: English | undefined

/** Fetches a language; Vietnamese is bundled with each screen. @throws when the chunk cannot be fetched */
export async function learn(language: Language): Promise<void> {
  if (language === 'en') english ??= (await import('./english.ts')).english
}

/**
 * Makes every text follow `language`: a getter of reactive state redraws the screen when it changes. Texts stay
 * Vietnamese until `learn` has fetched the other language.
 */
export function followLanguage(language: () => Language): void {
  chosen = language
}

/**
 * Returns one feature's words, live: whatever is read from them follows the chosen language, so a component needs no
 * `$derived`. Vietnamese is bundled with the screens that import it; English is one chunk of its own.
 * @param vietnamese the words, or a function when they change while the app runs
 */
export function text<Name extends keyof English>(
  name: Name,
  vietnamese: English[Name] | (() => English[Name])
): English[Name] {
  const spoken = typeof vietnamese === 'function' ? vietnamese : () => vietnamese
  return live(() => (chosen() === 'en' && english ? english[name] : spoken()))
}

/** Wraps an object and the plain objects inside it, so that each read calls `current` anew. */
function live<T extends object>(current: () => T): T {
  const inner = new Map<PropertyKey, object>()
  const read = (key: PropertyKey): unknown => {
    const value: unknown = Reflect.get(current(), key)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const known = inner.get(key) ?? live(() => Reflect.get(current(), key) as object)
    inner.set(key, known)
    return known
  }
  return new Proxy({} as T, {
    get: (_, key) => read(key),
    has: (_, key) => key in current(),
    ownKeys: () => Reflect.ownKeys(current()),
    getOwnPropertyDescriptor: (_, key) =>
      Object.hasOwn(current(), key)
        ? { value: read(key), enumerable: true, configurable: true, writable: false }
        : undefined
  })
}
