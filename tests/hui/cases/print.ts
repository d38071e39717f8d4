/** Prints the table of documented cases; `expected.txt` holds what it printed last. */
import { caseTable } from './case-table.ts'

process.stdout.write(caseTable())
