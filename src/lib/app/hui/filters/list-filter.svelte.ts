import { lineNeeds, type LineNeed } from '../hui-desk.ts'

/** The filter of the list of lines: whoever comes back from a line finds it as they left it. */
export class HuiListFilter {
  query = $state('')
  /** Shows only lines that need this; '' is all. */
  need = $state<LineNeed | ''>('')

  /**
   * Begins anew for whoever comes from elsewhere, or to what an address asks for.
   * @param from the page before, undefined where there is none
   * @param isBack whether somebody goes back in history: what the address asked for may have been changed since
   */
  follow(to: URL, from: URL | undefined, isBack: boolean): void {
    if (to.pathname !== '/hui') return
    const asked = to.searchParams.get('need')
    if (from?.pathname.startsWith('/hui/') && (isBack || asked === null)) return
    this.query = ''
    this.need = lineNeeds.find((need) => need === asked) ?? ''
  }
}
