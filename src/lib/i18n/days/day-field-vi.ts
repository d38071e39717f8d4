/** Words of a field for a day. */
export const dayField = {
  placeholder: '…/…/…',
  calendar: 'Lịch'
}
