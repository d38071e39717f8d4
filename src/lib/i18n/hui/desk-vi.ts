/** Words of the task that the unit's hụi lines are on first pages. */
export const desk = {
  dueLate: (late: number) => `${late} đã quá ngày`,
  tasks: {
    disputed: (lines: number) => `${lines} dây cần đối chiếu`,
    due: (rounds: number) => `${rounds} kỳ tới ngày`,
    arrears: (lines: number) => `${lines} dây còn thiếu`
  }
}

export type DeskWords = typeof desk
