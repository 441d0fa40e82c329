import type { Party } from '@palm/shared/ledger/party'

/** Funders of a saving: `总部承担`, `油站承担`, `总部和油站共同承担`. */
export function givenByWords(parties: readonly Party[]): string {
  const names = [...new Set(parties.map(nameOf))]
  return names.length > 1 ? `${names.join('和')}共同承担` : `${names.join('')}承担`
}

function nameOf(party: Party): string {
  if (party === 'hq') return '总部'
  return party.startsWith('station:') ? '油站' : '合作方'
}
