/** Wizyty, o które urzędnik prosi od razu, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Bez czekania na pełną godzinę',
  peerText: 'Zaglądamy tam co godzinę sami. Jeśli wiesz, że jest coś nowego, zajrzyj teraz.',
  peer: 'Zajrzyj teraz',
  source: 'Odczytaj teraz',
  underWay: { peer: 'Właśnie tam zaglądamy', source: 'Właśnie to czytamy' },
  cancel: 'Przerwij',
  said: {
    peer: {
      good: 'Zajrzano na prośbę {moment}. To, co miasto oświadczyło nowego, przyjmiemy sami w ciągu kilku minut.',
      failed: 'Zajrzano na prośbę {moment}; miasto nie odpowiedziało dobrze.',
      cancelled: 'Wizytę, o którą poproszono {moment}, przerwano.',
    },
    source: {
      good: 'Odczytano na prośbę {moment}.',
      failed: 'Próbowano odczytać na prośbę {moment}; nie udało się.',
      cancelled: 'Odczyt, o który poproszono {moment}, przerwano.',
    },
  },
  looked: 'Dopóki mu nie zaufamy, niczego od niego nie przyjmujemy.',
  again: 'Znów możliwe od {moment}.',
  notVisited: 'Dopóki tak jest, o nic tego miasta nie pytamy.',
} satisfies Catalogue['visits']

export const errors = {
  underWay: 'Ktoś już o to poprosił i to trwa.',
  tooSoon:
    'Można raz na {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}. Spróbuj za {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.',
  over: 'Nic nie trwa, więc nie ma czego przerwać.',
} satisfies Catalogue['errors']['visits']
