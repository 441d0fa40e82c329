/** A table that cannot be read at all; the message is for the caller of the command. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
}
