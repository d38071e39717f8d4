/** Words of a field for a day. */
export const dayField = {
  placeholder: 'ngày/tháng/năm',
  calendar: 'Lịch'
}
