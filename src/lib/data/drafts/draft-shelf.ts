import { opaqueName } from '../keys/opaque.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Tab } from '../tabs.ts'

/** Sealed drafts by name. Whatever changes it begins within the call, and comes after what was begun before. */
export interface DraftTable {
  startingWith(prefix: string): Promise<{ name: string; sealed: string }[]>
  put(name: string, sealed: string): Promise<void>
  remove(name: string): Promise<void>
  /** False when it is there no more. */
  rename(from: string, to: string): Promise<boolean>
}

/** How long keystrokes are gathered before a draft is sealed, ms. */
const pause = 300

/**
 * Unsaved forms of one account, each sealed under its data key in an entry of its own; each tab has its own, so that
 * saving in one leaves what another holds. A full shelf keeps nothing more: what is on the screen stays there all the same.
 */
export async function openDraftShelf(account: string, key: CryptoKey, table: DraftTable, tab: Tab) {
  const prefix = `draft ${await opaqueName(account)} `
  const own = `${prefix}${tab.id} `
  const waiting = new Map<string, { draft: object }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()
  let removing: Promise<unknown> = writing

  /** This tab's first, then those of the tabs opened last. */
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
      // Something newer may have been put there meanwhile, or it is saved.
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
    /** What this tab left, and what tabs that are closed or killed left: of each form the newest, which is its own from now on. */
    async load(): Promise<Map<string, object>> {
      const found = new Map<string, object>()
      const open = await tab.open()
      for (const { name, sealed, of, form } of await entries().catch(() => [])) {
        if (of !== tab.id && (open.has(of) || found.has(form))) continue
        const draft = await unseal(key, prefix + form, sealed).catch(() => null)
        if (!draft) await table.remove(name).catch(noRoom)
        // What cannot be had for its own now stays there: saved here, it would be offered again.
        else if (of === tab.id || (await table.rename(name, own + form).catch(noRoom)))
          found.set(form, draft as object)
      }
      return found
    },
    /** Null: the form is saved or given up. */
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

/** Full or broken: nobody is told, for nothing that is recorded hangs on it. */
const noRoom = () => false
