/** Pages about the service itself: accessibility and the design system. */
export default {
  accessibility: {
    title: 'Accessibility',
    lead: 'This service is meant to be comfortable for everyone, on every device and in every way of reading.',
    goalTitle: 'What we aim at',
    goal: 'Conformance with WCAG 2.2 at level AA, as the Polish Act of 4 April 2019 on the digital accessibility of websites and mobile applications of public bodies asks.',
    doneTitle: 'What is done',
    done: {
      script: 'All pages for reading work without JavaScript.',
      keyboard: 'Everything can be done by keyboard; where you are is always visible.',
      charts: 'Beside every chart and every map there is a table with the same figures.',
      colour: 'Colour is never the only sign; contrast is at least level AA, in the dark appearance too.',
      motion: 'Nothing moves where the device asks for less motion.',
      languages: 'Every page is in Polish, English and Ukrainian.',
    },
    missingTitle: 'What is missing',
    missing: {
      audit: 'The service has not been examined yet by independent experts or by people with disabilities.',
      easy: 'There is no easy-to-read text yet, and no translation into Polish Sign Language.',
      files: 'Source files are given as they came, and may not be accessible.',
    },
  },
  design: {
    title: 'Design system',
    lead: 'What the pages of this service are built of, and when to use what. The same shape always means the same.',
    use: 'Use:',
    avoid: 'Avoid:',
    colours: {
      title: 'Colours',
      text: 'Every colour is said once, for the light and the dark appearance. The accent, the shield and the scale of maps come from the city.',
    },
    type: {
      title: 'Type',
      text: 'Source Serif 4 for headings and large figures, Source Sans 3 for everything else. Digits have equal widths.',
      sample: 'The quick brown fox, 3,204',
    },
    button: {
      title: 'Button',
      use: 'one primary on a page, with a verb: “Publish”.',
      avoid: 'a button where a link is enough.',
    },
    field: {
      title: 'Field',
      use: 'one question, its hint above the field and its error right beside it.',
      avoid: 'an example in place of a label.',
    },
    summary: {
      title: 'Error summary',
      use: 'at the top of the page; each error leads to its field.',
      avoid: 'blaming the reader.',
    },
    table: {
      title: 'Table',
      use: 'for comparing; on a phone a row becomes a card.',
      avoid: 'a table to lay out a page.',
    },
    tag: {
      title: 'Tag and status',
      use: 'one word about the kind or the state of a thing.',
      avoid: 'colour alone, without the word.',
    },
    tabs: {
      title: 'Views',
      use: 'for several views of one thing; each has its own address.',
      avoid: 'hiding what has to be read in order.',
    },
    figure: {
      title: 'Figure',
      use: 'always with its unit, period, change and the way to its source.',
      avoid: 'a number that stands alone.',
    },
    chart: {
      title: 'Chart and map',
      use: 'a chart for change over time, a map for rates per resident or per area.',
      avoid: 'colouring a map by mere counts.',
    },
    notice: { title: 'Notice', use: 'when it changes how the page is read.', avoid: 'more than one on a screen.' },
    progress: { title: 'Progress', use: 'when waiting is real.', avoid: 'pretended progress.' },
    empty: {
      title: 'Empty state',
      use: 'to say what will be here, why it is empty and what one can do.',
      avoid: 'a bare “no data”.',
    },
    example: {
      label: 'E-mail address',
      hint: 'We will send a confirmation to it.',
      error: 'Write the address as name@domain.org',
      save: 'Save',
      cancel: 'Cancel',
      remove: 'Remove',
      choose: 'Choose a period',
      agree: 'I want to get messages',
      reading: 'Reading the file',
      note: 'An example with figures made up for this page.',
    },
  },
}
