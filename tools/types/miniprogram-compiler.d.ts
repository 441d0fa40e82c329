declare module 'miniprogram-compiler' {
  /** Compiles every template below a folder to one script; throws with file, line and reason. */
  export function wxmlToJs(folder: string): string
  /** The same for style sheets. */
  export function wxssToJs(folder: string): string
}
