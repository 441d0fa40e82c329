import type { CloudBase } from '@cloudbase/node-sdk'

/** Records which database methods of the SDK have been called. */
export interface SdkWords {
  /** Records all later calls through this app. */
  listen(app: CloudBase): Promise<void>
  /** As `command.inc`, `Query.where`. */
  unsaid(): string[]
}

export function createSdkWords(): SdkWords {
  const words = new Set<string>()
  const said = new Set<string>()
  const known = new WeakSet<object>()

  /** Wraps each own function of an object. */
  function hear(speaker: object, name: string): void {
    if (known.has(speaker)) return
    known.add(speaker)
    const functions = speaker as Record<string, (...operands: unknown[]) => unknown>
    for (const word of wordsOf(speaker)) {
      const whole = `${name}.${word}`
      words.add(whole)
      functions[word] = new Proxy(functions[word]!, {
        apply(speak, self, operands) {
          said.add(whole)
          return Reflect.apply(speak, self, operands)
        },
        construct(speak, operands) {
          said.add(whole)
          return Reflect.construct(speak, operands) as object
        },
      })
    }
  }

  return {
    async listen(app) {
      const open = app.database.bind(app)
      app.database = (...options) => {
        const db = open(...options)
        hear(db, 'Db')
        return db
      }
      const db = open()
      const { Geo, command } = db
      hear(command, 'command')
      hear(command.aggregate, 'aggregate')
      hear((command as unknown as { project: object }).project, 'project')
      hear(Geo, 'Geo')
      const transaction = await db.startTransaction()
      await transaction.rollback()
      const collection = db.collection('any')
      const speakers = [db, collection, collection.doc('any'), collection.aggregate(), transaction]
      for (const prototype of [...speakers, command.eq(1)].flatMap(prototypesOf))
        hear(prototype, prototype.constructor.name)
    },
    unsaid: () => [...words].filter((word) => !said.has(word)).sort(),
  }
}

/** Names beginning with an underscore are internal to the SDK. */
function wordsOf(speaker: object): string[] {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(speaker))
  return properties
    .filter(([word, { value }]) => typeof value === 'function' && !/^(_|constructor$)/.test(word))
    .map(([word]) => word)
}

function prototypesOf(value: object): object[] {
  const prototype = Object.getPrototypeOf(value) as object
  return prototype === Object.prototype ? [] : [prototype, ...prototypesOf(prototype)]
}
