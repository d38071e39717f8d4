import { fromStore, writable } from 'svelte/store'

/** Holds the value of a field, as the form that binds it does. */
export function bound<Value>(first: Value): { value: Value } {
  const held = fromStore(writable(first))
  return {
    get value() {
      return held.current
    },
    set value(value: Value) {
      held.current = value
    }
  }
}
