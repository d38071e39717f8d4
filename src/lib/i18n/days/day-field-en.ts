import type { dayField as vi } from './day-field-vi.ts'

export const dayField: typeof vi = {
  placeholder: '…/…/…',
  calendar: 'Calendar'
}
