/**
 * The kinds of subject of personal data, by the stream that holds it: a person in the hụi book, or a stranger at a
 * gate.
 */
export const subjectKinds = ['person', 'stranger'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/**
 * Reasons for declining an erasure: the person holds a part or hosts a line, stands in the file of a collapse, hosts a
 * group of the register, is named in what is written of somebody else, or is linked to an incident.
 */
export const keptReasons = ['in-line', 'in-collapse', 'in-group', 'in-remark', 'linked'] as const
export type KeptReason = (typeof keptReasons)[number]
