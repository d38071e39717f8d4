/** How far the lists of an open notebook were drawn when somebody left them, and under which filter; gone with the notebook. */
export class LeftLists {
  readonly byName = new Map<string, { drawn: number; filter: unknown }>()
}
