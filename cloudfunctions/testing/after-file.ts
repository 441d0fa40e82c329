import { closeStacks } from './idle-stacks'

afterAll(closeStacks)
