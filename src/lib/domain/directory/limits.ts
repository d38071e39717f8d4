/** Longest reason for revoking access or retiring a gate, in UTF-16 units. */
export const maxReason = 500
/** Longest name of a hamlet, in UTF-16 units. */
export const maxHamlet = 40
/** Longest rank or post of an officer, in UTF-16 units. */
export const maxPost = 60
/** Longest name of a group, a household or a neighbour, UTF-16 units. */
export const maxPreparedName = 80
/** Longest number of a decision of the People's Committee ("12/QĐ-UBND"), in UTF-16 units. */
export const maxDecisionNumber = 60
/** Most decisions on a gate that one record withdraws. */
export const maxDecisions = 100
/** Longest text on who may order a gate closed, in UTF-16 units. */
export const maxMayOrder = 300
