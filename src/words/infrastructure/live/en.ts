/** What live viewers are told, in English. */
export const liveErrors = {
  tooMany:
    'This address has {most, plural, one {# live view} other {# live views}} open already. Close one, or try again in {retryAfterSeconds, plural, one {# second} other {# seconds}}.',
  full: 'So many are watching that there is no room at the moment. Try again in {retryAfterSeconds, plural, one {# second} other {# seconds}}; the page itself works without it.',
}
