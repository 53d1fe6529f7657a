/** What places say, in Ukrainian. */
export const errors = {
  unknown: 'Тут немає території «{id}».',
  unknownParent: 'Територія «{id}» мала б лежати в «{parent}», але такої немає.',
  cycle: 'Територія не може лежати сама в собі: {path}.',
  invalidOutline: 'Межа території «{id}» перетинає себе або не замкнена.',
}

export default {
  nameWithdrawn: '(назву відкликано)',
  kind: {
    country: 'країна',
    voivodeship: 'воєводство',
    region: 'регіон',
    city: 'місто',
    district: 'район',
  },
}
