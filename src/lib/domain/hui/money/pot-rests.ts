import type { Round } from '../state.ts'

/**
 * Returns what each holder of the part that took is still to get of a pot, in their order, đồng. What one of them got, or left
 * with the host, beyond a share is less for the others.
 */
export function restsOf({
  payout,
  handed,
  left,
  setOff,
  hands
}: Pick<Round, 'payout' | 'handed' | 'left' | 'setOff' | 'hands'>): { to: string; amount: number }[] {
  let rest = payout - handed - left - setOff
  return hands.map(({ to, share, handed, left }) => {
    const amount = Math.min(rest, Math.max(0, share - handed - left))
    rest -= amount
    return { to, amount }
  })
}
