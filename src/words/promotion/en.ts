/** The pages that show the city to the world, in English. */
export default {
  title: 'Why {city}',
  lead: 'The city in its own words and in numbers that anybody can follow to their files.',
  audiences: {
    investors: 'For investors',
    students: 'For students',
    newcomers: 'For newcomers',
    visitors: 'For visitors',
  },
  numbers: 'In numbers',
  numbersText: 'Read from the city’s published indicators just now. Each number leads to where it comes from.',
  whence: 'Where this number comes from',
  missing: 'What is missing',
  missingText: 'For these the city has published no figure yet, so none stands here:',
  sectors: 'Sectors',
  distinctions: 'Rankings and distinctions',
  kinds: { ranking: 'Ranking', prize: 'Prize', certificate: 'Certificate', title: 'Title' },
  by: 'by {by}',
  embed: {
    title: 'Embed this card',
    lead: 'Paste this code into your page. The numbers follow whenever the city publishes new ones.',
    preview: 'See the card on its own',
    more: 'All of it, with sources: {site}',
  },
  old: 'from {year}, not newer',
  ahead: 'to come',
  given: '{n, plural, one {# year ago} other {# years ago}}',
  source: 'Source',
  none: 'This city has no such pages yet.',
}

export const errors = { noPage: 'This city has no such page.' }
