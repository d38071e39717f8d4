import { expect, test } from 'vitest'
import { isOlderVersion } from './app-version.ts'

test.each([
  ['0.2.0', '0.2.1', true],
  ['0.2.9', '0.10.0', true],
  ['0.10.0', '0.9.9', false],
  ['1.0.0', '0.9.9', false],
  ['0.2.0', '0.2.0', false],
  ['0.2.0-rc.1', '0.3.0', true],
  // Whoever names no version stops no phone.
  ['0.2.0', '', false],
  ['0.2.0', '9', false],
  ['0.2.0', '9.9.9.9', false],
  ['', '0.2.0', false]
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlderVersion(version, than)).toBe(older)
})
