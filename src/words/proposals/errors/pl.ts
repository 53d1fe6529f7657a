/** Czego pokój projektów odmawia, po polsku. */
import type en from './en.ts'

const state =
  '{state, select, draft {to jeszcze szkic} formalCheck {trwa ocena formalna} correction {autorzy go poprawiają} opinions {wydziały wydają opinie} accepted {projekt jest na liście} rejected {projekt został odrzucony} appeal {trwa odwołanie} closed {projekt został ostatecznie odrzucony} withdrawn {autorzy go wycofali} merged {projekt połączono z innym} shown {komentarz jest widoczny} waiting {komentarz czeka na moderatora} removed {komentarz usunięto} other {głosowanie już się zaczęło}}'

const found =
  '{found, select, pesel {PESEL} identityCard {numer dowodu osobistego} passport {numer paszportu} iban {numer konta} name {imię i nazwisko} surname {nazwisko} email {adres e-mail} phone {numer telefonu} address {adres z numerem mieszkania} birthDate {data urodzenia} plate {numer rejestracyjny} login {nazwa użytkownika} other {{found}}}'

export default {
  notAuthor: 'Mogą to zrobić tylko autorzy tego projektu.',
  ownWork: 'To Twoje własne. Decyduje o tym ktoś inny.',
  secondOpinion: 'To Ty decydowałeś lub decydowałaś za pierwszym razem. O odwołaniu rozstrzyga inna osoba.',
  unknown: 'Nie ma takiego projektu albo jest to cudzy szkic.',
  linkUnknown: 'Ten odnośnik już nie działa. Poproś autora o nowy.',
  linkUsed: 'Ktoś już skorzystał z tego odnośnika. Poproś autora o nowy.',
  photoUnknown: 'Nie ma takiego zdjęcia.',
  commentUnknown: 'Nie ma takiego komentarza.',
  taskUnknown: 'Nikt już na to nie czeka: projekt poprawiono albo wycofano.',
  savedMeanwhile:
    'W czasie Twojego pisania inny autor zapisał zmiany. Twój tekst nadal tu jest: porównaj go z tamtym i zapisz jeszcze raz, jeśli ma zostać Twój.',
  answeredMeanwhile: 'W tym czasie odpowiedział już ktoś inny z urzędu. Twojej odpowiedzi nie opublikowano.',
  notNow: `Teraz nie można tego zrobić: ${state}.`,
  alreadyAppealed: 'Odwołanie już złożono, a przysługuje jedno.',
  alreadyAsked: 'To już zgłoszono i ktoś się tym zajmuje.',
  tooManyDrafts: 'Masz już {most} szkiców. Złóż któryś albo z któregoś zrezygnuj.',
  tooManyAuthors: 'Projekt może mieć najwyżej {most} autorów.',
  tooManyPhotos: 'Projekt może mieć najwyżej {most} zdjęć. Najpierw usuń któreś.',
  lastAuthor: 'Jesteś jedynym autorem. Zrezygnuj ze szkicu albo wycofaj projekt.',
  incomplete:
    '{count, plural, one {Brakuje jeszcze jednej rzeczy. Jest wymieniona niżej.} few {Brakuje jeszcze # rzeczy. Są wymienione niżej.} many {Brakuje jeszcze # rzeczy. Są wymienione niżej.} other {Brakuje jeszcze # rzeczy. Są wymienione niżej.}}',
  unknownPool: 'W tej edycji nie ma takiej puli.',
  unknownOrganisation: 'Nie ma takiej jednostki.',
  termsNotAccepted: 'Zaznacz zgodę: to, co składasz, staje się publiczne.',
  residenceNotDeclared: 'Projekty mogą zgłaszać mieszkańcy: zaznacz, że tu mieszkasz.',
  ageNotDeclared: 'Projekty można zgłaszać od {age} roku życia: zaznacz, że masz tyle lat.',
  personalAsked: `Ten tekst może mówić o konkretnej osobie (${found}). Nie jest jeszcze publiczny. Usuń te dane albo potwierdź, że mogą je czytać wszyscy.`,
  personalHeld: `W tekście jest numer należący do jednej osoby (${found}). Tekstu nie opublikowano i z tym numerem nie zostanie opublikowany. Usuń numer.`,
  reasonMissing:
    'Napisz co najmniej {least, plural, one {# znak} few {# znaki} many {# znaków} other {# znaku}}: przeczytają to osoby, których to dotyczy.',
  badPrices:
    'Nie można odczytać wiersza {line} cennika: {found}. Poprawny wiersz to: kod; po polsku; po angielsku; po ukraińsku; jednostka; cena.',
  badGround:
    '{problem, select, json {Plik nie jest w formacie GeoJSON.} empty {W pliku nie ma obrysów.} size {Plik jest za duży.} owner {Obrys {at}: pole „owner” ma mieć wartość city, state, private albo unknown.} open {Obrys {at} nie jest zamknięty: ostatni punkt ma być taki jak pierwszy.} other {Obrys {at} nie jest wielokątem w stopniach.}}',
  sameProposal: 'Projektu nie można połączyć z nim samym.',
  otherEdition: 'Te projekty są z różnych edycji.',
  appealLate: 'Czas na odwołanie już minął.',
  tooManyInvited:
    'Dziś wysłano już {most, plural, one {# zaproszenie} few {# zaproszenia} many {# zaproszeń} other {# zaproszenia}}. Następne można wysłać jutro albo przekazać odnośnik.',
  tooQuick:
    'Piszesz bardzo szybko. Następny komentarz można wysłać za {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}.',
} satisfies Record<keyof typeof en, string>
