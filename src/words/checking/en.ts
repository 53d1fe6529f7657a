/** Four eyes, in English: what checks remark on, who vouches for it, what is withdrawn, what is not reported and why. */
export const errors = {
  ownValue: 'You brought these figures yourself, so another person must verify them.',
  personNeeded: 'Only a person can vouch for figures, not the key of a system.',
  notVerified: 'Another person must verify this import before it can be published.',
  returned: 'This import was sent back with a reason. Send a corrected file, or ask for another look.',
  stale:
    'Somebody published the same figure in the meantime: {area}, {measure}, {period} is now {theirs, select, null {missing} other {{theirs, number}}}; yours is {yours, select, null {missing} other {{yours, number}}}. Verify the import again, knowing both.',
  unanswered:
    '{count, plural, one {# grave finding has no answer yet.} other {# grave findings have no answer yet.}} Say why the figure is right, or send the import back.',
}

export default {
  finding: {
    unitSlip:
      'About {factor} times {way, select, more {as much as} other {less than}} usual: {against, select, series {the {others, plural, one {nearest figure of the series is} other {# nearest figures of the series are}} around {usual}} other {the {others, plural, one {# place} other {# places}} of its kind are around {usual}}}. If the unit slipped, {right} is right.',
    range: 'Makes {value} of “{indicator}” ({area}, {period}); possible is {range}.',
    total:
      'The {parts, plural, one {# part} other {# parts}} of {whole} add up to {sum}, the whole is {total}. With the other figures as they are, {right} is right.',
    jump: 'From {before} ({beforePeriod}) to {found}: unlike the {others, plural, one {# other change} other {# other changes}} of the series{peers, select, none {} other {, and unlike {cities, plural, one {# place} other {# places}} of its kind at the time ({peers})}}. Between {low} and {high} would be usual.',
    peers:
      'Far from the {others, plural, one {# place} other {# places}} of its kind, which are around {usual}. Between {low} and {high} would be usual.',
  },
}
