import type { FastifyPluginAsync } from 'fastify'
import { type BrowserBundle, browserBundle } from '../browser-bundle'
import type { Persona } from '../wallet/persona'
import { drawCodeSheets } from './code-sheets'
import { FAULT_PLACES } from './fault-catalogue'
import { escapeText } from './markup'
import type { Holder, PageSetup } from './page-setup'
import type { WalletOptions } from '../wallet/wallet-options'

/** The page with the phones side by side, and the codes to print. */
export function pageRoutes(options: WalletOptions): FastifyPluginAsync {
  const document = drawDocument(setupOf(options))
  // Menus of a wallet are not printed.
  const scannable = async () =>
    (await options.printedCodes()).filter(({ address }) => address === undefined)
  return async (server) => {
    server.get('/', async (_request, reply) => reply.type('text/html').send(document))
    for (const [name, type] of Object.entries(BUNDLES)) {
      server.get(`/${name}`, async (_request, reply) =>
        reply.type(type).send(await browserBundle(name as BrowserBundle)),
      )
    }
    server.get('/printed-codes', () => options.printedCodes())
    server.get('/codes', async (_request, reply) =>
      reply.type('text/html').send(await drawCodeSheets(options.page.codes, await scannable())),
    )
  }
}

const BUNDLES = { 'page.js': 'text/javascript', 'page.css': 'text/css' } as const

function setupOf({ page, personas }: WalletOptions): PageSetup {
  const byId = new Map(personas.map((persona) => [persona.id, persona]))
  const phones = page.phones.map(({ caption, personaIds }) => ({
    caption,
    people: personaIds.map((id) => toHolder(byId.get(id))),
  }))
  return { links: [], ...page, phones, faults: FAULT_PLACES }
}

function toHolder(persona: Persona | undefined): Holder {
  if (!persona) throw new Error('a phone is assigned to an unknown persona')
  const { id, name, wallet } = persona
  return { id, name, wallet }
}

const drawDocument = (setup: PageSetup): string => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeText(setup.title)}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="page.css">
  </head>
  <body>
    <script type="application/json" id="setup">${JSON.stringify(setup).replaceAll('<', '\\u003c')}</script>
    <script src="page.js"></script>
  </body>
</html>
`
