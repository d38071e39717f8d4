import { opaqueName } from '../keys/opaque.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Tab } from '../tabs.ts'

/** Sealed drafts by name. Each change begins within the call and runs after those begun before. */
export interface DraftTable {
  startingWith(prefix: string): Promise<{ name: string; sealed: string }[]>
  put(name: string, sealed: string): Promise<void>
  remove(name: string): Promise<void>
  /** Returns false when it no longer exists. */
  rename(from: string, to: string): Promise<boolean>
}

/** Delay that gathers keystrokes before a draft is sealed, ms. */
const pause = 300

/**
 * Opens the unsaved forms of one account, each sealed under its data key in its own entry. Each tab has entries of its
 * own, so that saving in one does not affect drafts of another. A full shelf keeps nothing more; the screens keep what
 * they hold.
 */
export async function openDraftShelf(account: string, key: CryptoKey, table: DraftTable, tab: Tab) {
  const prefix = `draft ${await opaqueName(account)} `
  const own = `${prefix}${tab.id} `
  const waiting = new Map<string, { draft: object }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()
  let removing: Promise<unknown> = writing

  /** Lists this tab's entries first, then those of the tabs opened last. */
  async function entries() {
    const lying = await table.startingWith(prefix)
    return lying
      .map(({ name, sealed }) => {
        const [of = '', ...form] = name.slice(prefix.length).split(' ')
        return { name, sealed, of, form: form.join(' ') }
      })
      .sort((a, b) => Number(b.of === tab.id) - Number(a.of === tab.id) || (a.of < b.of ? 1 : -1))
  }

  async function write() {
    for (const [form, kept] of [...waiting]) {
      const sealed = await seal(key, prefix + form, kept.draft)
      // It may have been replaced or saved meanwhile.
      if (waiting.get(form) !== kept) continue
      waiting.delete(form)
      await table.put(own + form, sealed).catch(noRoom)
    }
    await removing
  }
  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return (writing = writing.then(write))
  }

  return {
    /**
     * Loads the drafts of this tab and of closed or killed tabs: the newest of each form, which belongs to this tab
     * from now on.
     */
    async load(): Promise<Map<string, object>> {
      const found = new Map<string, object>()
      const open = await tab.open()
      for (const { name, sealed, of, form } of await entries().catch(() => [])) {
        if (of !== tab.id && (open.has(of) || found.has(form))) continue
        const draft = await unseal(key, prefix + form, sealed).catch(() => null)
        if (!draft) await table.remove(name).catch(noRoom)
        // A draft that cannot be taken over stays in its entry: after a save here it would be offered again.
        else if (of === tab.id || (await table.rename(name, own + form).catch(noRoom)))
          found.set(form, draft as object)
      }
      return found
    },
    /** Keeps a draft; null when the form is saved or given up. */
    keep(form: string, draft: object | null): void {
      if (draft) {
        waiting.set(form, { draft })
        timer ??= setTimeout(() => void flush(), pause)
        return
      }
      waiting.delete(form)
      // At once: a phone that dies now must not offer again what is already recorded.
      removing = Promise.all([removing, table.remove(own + form).catch(noRoom)])
    },
    flush
  }
}

/** Ignores a full or broken shelf: nothing that is recorded depends on it. */
const noRoom = () => false
