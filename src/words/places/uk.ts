/** What places say, in Ukrainian. */
export default {
  'places.unknown': 'Тут немає території «{id}».',
  'places.unknownParent': 'Територія «{id}» мала б лежати в «{parent}», але такої немає.',
  'places.cycle': 'Територія не може лежати сама в собі: {path}.',
  'places.invalidOutline': 'Межа території «{id}» перетинає себе або не замкнена.',
  'places.kind.country': 'країна',
  'places.kind.voivodeship': 'воєводство',
  'places.kind.region': 'регіон',
  'places.kind.city': 'місто',
  'places.kind.district': 'район',
}
