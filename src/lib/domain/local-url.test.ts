import { expect, test } from 'vitest'
import { isLocalUrl } from './shapes.ts'

test.each([
  ['wss://cong01.example.vn:8883', true],
  ['wss://cong01.example.vn/mqtt', true],
  ['ws://127.0.0.1:9001', true],
  ['ws://cong01.example.vn', false],
  ['ws://192.168.1.4:9001', false],
  ['https://cong01.example.vn', false],
  ['wss://ten:mat-khau@cong01.example.vn', false],
  ['wss://cong01.example.vn?x=1', false],
  ['wss://', false],
  ['', false]
])('%s as an address at a gate', (text, is) => expect(isLocalUrl(text)).toBe(is))
