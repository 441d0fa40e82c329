/** A table that cannot be read at all; the message is for the operator who ran the command. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
}
