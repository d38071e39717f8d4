/** Whom a person's data are about, by the stream that tells of her: in the hụi book, or a stranger at a gate. */
export const subjectKinds = ['person', 'stranger'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Why not: she holds a part or hosts a line, stands in the file of a collapse, or has to do with an incident. */
export const keptReasons = ['in-line', 'in-collapse', 'linked'] as const
export type KeptReason = (typeof keptReasons)[number]
