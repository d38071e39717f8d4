import { expect, test } from 'vitest'
import { PendingWrites } from './pending-writes.ts'

test('it is over once all is saved, what failed and what followed a save too', async () => {
  const underWay = new PendingWrites()
  const ended: string[] = []
  let save = () => {}
  let follow = () => {}
  const saving = new Promise<void>((resolve) => (save = resolve))
  const following = new Promise<void>((resolve) => (follow = resolve))
  const goOn = async () => {
    await underWay.add(saving)
    await underWay.add(following)
    ended.push('what followed')
  }
  void goOn()
  underWay.add(Promise.reject(new Error('not saved'))).catch(() => ended.push('what failed'))
  const over = underWay.over().then(() => ended.push('over'))
  save()
  await new Promise((resolve) => setTimeout(resolve))
  follow()
  await over
  expect(ended).toEqual(['what failed', 'what followed', 'over'])
})
