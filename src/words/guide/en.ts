/** The guide: its frame. The chapters themselves are Markdown, in `portal/src/guide`. */
export default {
  title: 'Guide',
  lead: 'How to read the figures, check them for yourself, bring in new ones, and run this service.',
  parts: { readers: 'For readers', analysts: 'For analysts', administrators: 'For administrators' },
  contents: 'Chapters of the guide',
  sections: 'In this chapter',
  ways: 'Chapters before and after',
  /** Links from the pages where a reader needs a chapter. */
  see: {
    reading: 'How to read this page',
    completeness: 'How completeness is counted',
    provenance: 'What these steps mean',
    checking: 'How to check a proof',
    downloads: 'Downloads and the API',
    account: 'Help with your account',
    importing: 'How to bring figures in',
    'rejected-rows': 'What to do with rejected rows',
    mappings: 'How to describe columns',
    publishing: 'What publishing does',
    people: 'Roles and invitations',
    keys: 'How systems use keys',
    jobs: 'What to do about failed work',
  },
}
