/** Innowacje miasta, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Innowacje miejskie',
} satisfies Catalogue['innovations']

export const errors = {
  unknown: 'W rejestrze nie ma takiej innowacji.',
  changedMeanwhile:
    'Ktoś zmienił to w międzyczasie: jest już wersja {version}. Obejrzyj ją i wprowadź swoje zmiany ponownie.',
  backward: 'Nie może skończyć się w roku {to}, przed początkiem w roku {from}.',
  unknownArea: 'Nie ma takiego obszaru: {area}.',
} satisfies Catalogue['errors']['innovations']
