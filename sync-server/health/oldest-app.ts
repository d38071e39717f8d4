/** The oldest version of the app that this server still understands; older ones are told so and exchange nothing. */
export const oldestApp = '0.2.0'
