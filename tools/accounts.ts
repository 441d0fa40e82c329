import { runAccountsCommand, USAGE } from './operator/accounts-command'
import { runOfficeCommand } from './operator/office-shell'

/** `npm run accounts -- freeze member:…`: the office's commands for members' accounts. */
void runOfficeCommand(USAGE, runAccountsCommand)
