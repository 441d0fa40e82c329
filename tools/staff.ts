import { runOfficeCommand } from './operator/office-shell'
import { runStaffCommand, USAGE } from './operator/staff-command'

/** `npm run staff -- list`: the office's commands for staff, until there is a console. */
void runOfficeCommand(USAGE, runStaffCommand)
