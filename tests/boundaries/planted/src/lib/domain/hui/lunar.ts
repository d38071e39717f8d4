export const lunar = 1
