import { z } from 'zod'

/**
 * A stored form whose fields had other names in earlier versions. Documents with the old names are
 * read as if they had today's, and are written with today's.
 *
 * @param names today's name by the old one
 */
export const renamedFields = <Value>(
  names: Readonly<Record<string, string>>,
  form: z.ZodType<Value>,
): z.ZodType<Value> =>
  z.preprocess((document) => {
    if (typeof document !== 'object' || document === null) return document
    if (!Object.keys(names).some((old) => old in document)) return document
    return Object.fromEntries(
      Object.entries(document).map(([name, value]) => [names[name] ?? name, value]),
    )
  }, form)
